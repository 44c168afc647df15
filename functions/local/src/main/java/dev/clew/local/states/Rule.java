package dev.clew.local.states;

import java.util.List;

/// A condition of a Choice state.
sealed interface Rule {

  boolean holds(Scope scope) throws TaskFailure;

  record And(List<Rule> rules) implements Rule {
    @Override
    public boolean holds(Scope scope) throws TaskFailure {
      for (var rule : rules) {
        if (!rule.holds(scope)) {
          return false;
        }
      }
      return true;
    }
  }

  record Or(List<Rule> rules) implements Rule {
    @Override
    public boolean holds(Scope scope) throws TaskFailure {
      for (var rule : rules) {
        if (rule.holds(scope)) {
          return true;
        }
      }
      return false;
    }
  }

  record Not(Rule rule) implements Rule {
    @Override
    public boolean holds(Scope scope) throws TaskFailure {
      return !rule.holds(scope);
    }
  }

  /// @param other what the variable is compared with
  record Test(Path variable, Comparison comparison, Expression other) implements Rule {
    @Override
    public boolean holds(Scope scope) throws TaskFailure {
      var found = variable.find(scope);
      if (comparison == Comparison.IS_PRESENT) {
        return found.isPresent() == other.value(scope).booleanValue();
      }
      if (found.isEmpty()) {
        throw new TaskFailure(
            ErrorNames.RUNTIME,
            "Invalid path '" + variable + "': the choice's variable is not there");
      }
      return comparison.holds(found.get(), other.value(scope));
    }
  }
}

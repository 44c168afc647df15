package dev.clew.evaluators;

import dev.clew.evaluators.checks.Checks;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The evaluators there are: those built in, and the user's, which come before built-in ones of the
/// same name.
public final class Evaluators {
  private final Map<String, Definition> byName;

  private Evaluators(Map<String, Definition> byName) {
    this.byName = byName;
  }

  /// Those that are built in.
  public static Evaluators builtIn() {
    return new Evaluators(Map.of()).and(BuiltIn.definitions());
  }

  /// These and others.
  public Evaluators and(Collection<Definition> others) {
    var all = new TreeMap<>(byName);
    others.forEach(one -> all.put(one.name(), one));
    return new Evaluators(Collections.unmodifiableMap(all));
  }

  /// All, by name.
  public List<Definition> all() {
    return new ArrayList<>(byName.values());
  }

  /// The one of a name.
  public Optional<Definition> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// The one of a name.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER that names the nearest
  public Definition require(String name) {
    return named(name)
        .orElseThrow(() ->
            new Problem(
                    Problem.Kind.USER,
                    "there is no evaluator '" + name + "'",
                    "",
                    Nearest.remedy(name, byName.keySet()))
                .asException());
  }

  /// Makes an evaluator ready to judge.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER when a setting of its check does not fit
  public static Evaluator open(Definition definition, Means means) {
    var check =
        definition
            .check()
            .map(name -> Checks.open(name, definition, means))
            .orElse(_ -> Optional.empty());
    var judge =
        definition.template().map(template -> new Judge(definition, template, means.prompts()));
    return new Evaluator() {
      @Override
      public Definition definition() {
        return definition;
      }

      @Override
      public Verdict judge(Example example) {
        for (var name : definition.reads()) {
          if (example.text(name).isEmpty()) {
            return notLogged(name);
          }
        }
        var looked = check.look(example);
        if (looked.isPresent()) {
          return looked.get();
        }
        if (judge.isEmpty()) {
          return new Verdict.NotJudged(
              Verdict.Cause.NOT_APPLICABLE, "code can not tell, and no model is asked");
        }
        var model = means.model().get();
        return model.isPresent()
            ? judge.get().judge(example, model.get())
            : new Verdict.NotJudged(Verdict.Cause.NEEDS_MODEL, "needs a model, and there is none");
      }
    };
  }

  static Verdict notLogged(String name) {
    return new Verdict.NotJudged(Verdict.Cause.NOT_LOGGED, "no " + name + " is logged");
  }
}

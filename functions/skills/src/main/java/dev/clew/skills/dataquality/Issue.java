package dev.clew.skills.dataquality;

import dev.clew.evidence.FactValue;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One thing that is wrong with the data.
///
/// @param kind word for the kind of fault, the second part of its facts' names: `missing`
/// @param subject the column or columns, as the user names them
/// @param title a few words
/// @param statement sentences with the names of `values` in braces: `{share} of rows`
/// @param values what becomes facts, by name, in order; `affected` is always among them
/// @param affected rows of the current window that it touches
/// @param rows indices of some of them within the current rows, ascending
/// @param confidence see the card
record Issue(
    String kind,
    String subject,
    String title,
    String statement,
    Map<String, Value> values,
    long affected,
    List<Integer> rows,
    Severity severity,
    double confidence) {

  /// A value with its unit, to be written down as a fact.
  record Value(FactValue value, Unit unit) {
    static Value rows(long count) {
      return new Value(new FactValue.Whole(count), Unit.ROWS);
    }

    static Value count(long count, String of) {
      return new Value(new FactValue.Whole(count), Unit.of(of));
    }

    static Value share(double share) {
      return new Value(new FactValue.Real(share), Unit.SHARE);
    }

    static Value difference(double difference) {
      return new Value(new FactValue.Real(difference), Unit.CHANGE);
    }

    static Value number(double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? new Value(new FactValue.Whole((long) number), Unit.NONE)
          : new Value(new FactValue.Real(number), Unit.NONE);
    }

    static Value seconds(double seconds) {
      return new Value(new FactValue.Real(seconds), Unit.SECONDS);
    }

    static Value text(String text) {
      return new Value(new FactValue.Text(text), Unit.NONE);
    }
  }

  /// Puts an issue together; the order of calls is the order of its facts.
  static final class Draft {
    /// A verb of the affected rows: one row `[holds|hold]`, as they are many.
    private static final Pattern VERB = Pattern.compile("\\[([^|\\]]+)\\|([^\\]]+)]");

    private final String kind;
    private final String subject;
    private final Map<String, Value> values = new LinkedHashMap<>();

    Draft(String kind, String subject) {
      this.kind = kind;
      this.subject = subject;
      values.put("subject", Value.text(subject));
    }

    Draft with(String name, Value value) {
      values.put(name, value);
      return this;
    }

    Issue says(String title, String statement, Found found, Severity severity, double confidence) {
      values.put("affected", Value.rows(found.count()));
      return new Issue(
          kind,
          subject,
          title,
          VERB.matcher(statement).replaceAll(found.count() == 1 ? "$1" : "$2"),
          values,
          found.count(),
          found.examples(),
          severity,
          confidence);
    }
  }
}

package dev.clew.evaluators.checks;

import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Verdict;
import java.util.Optional;

/// Whether a call's arguments fit the schema that its tool was offered with.
record ArgumentsCheck(Settings settings, Saying say, ArgumentSchemas schemas) implements Check {
  ArgumentsCheck(Settings settings, Saying say) {
    this(settings, say, new ArgumentSchemas());
  }

  @Override
  public Optional<Verdict> look(Example example) {
    var schema = example.said(Fields.SCHEMA);
    if (schema.isEmpty()) {
      return Saying.notLogged("no schema of the tool's arguments is logged");
    }
    var refusal = schemas.refusal(schema.get(), example.text(Fields.ARGUMENTS).orElse(""));
    return refusal.isEmpty() ? say.good("the schema takes them") : say.bad(refusal.get());
  }
}

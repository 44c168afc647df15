package dev.clew.evaluators.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Verdict;
import java.util.List;
import java.util.Optional;

/// Whether an answer has the form that was asked for.
///
/// Setting `format`: `json` (and `schema`, a JSON Schema of an object), `pattern` (the whole answer
/// fits it, RE2 syntax) or `auto`: JSON where the instructions or the question ask for it.
///
/// @param format `auto`, `json` or `pattern`
record FormatCheck(
    String format, String schema, Optional<Pattern> pattern, Saying say, ArgumentSchemas schemas)
    implements Check {
  private static final List<String> FORMATS = List.of("auto", "json", "pattern");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final java.util.regex.Pattern ASKED =
      java.util.regex.Pattern.compile(
          "(?i)\\b(?:return|respond|reply|answer|output|produce|generate|write|give|provide|format)\\w*\\b"
              + "[^.\\n]{0,60}\\bjson\\b|\\bjson\\b[^.\\n]{0,30}\\b(?:only|format|object|schema)\\b");

  static FormatCheck of(Settings settings, Saying say) {
    settings.only("format", "schema", "pattern");
    var pattern = settings.text("pattern", "");
    var schema = settings.text("schema", "");
    var format =
        settings.text("format", pattern.isEmpty() ? schema.isEmpty() ? "auto" : "json" : "pattern");
    if (!FORMATS.contains(format)) {
      throw settings.wrong(
          "setting format is '" + format + "'", "give auto, json or pattern", null);
    }
    if (format.equals("pattern") == pattern.isEmpty()) {
      throw settings.wrong(
          "format pattern and setting pattern go together", "give both or neither", null);
    }
    try {
      return new FormatCheck(
          format,
          schema,
          pattern.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(pattern)),
          say,
          new ArgumentSchemas());
    } catch (PatternSyntaxException e) {
      throw settings.wrong(
          "setting pattern is no expression: " + e.getMessage(), "write RE2 syntax", e);
    }
  }

  @Override
  public Optional<Verdict> look(Example example) {
    var text = example.text(Fields.OUTPUT).orElse("").strip();
    if (pattern.isPresent()) {
      return pattern.get().matcher(text).matches()
          ? say.good("it fits the pattern")
          : say.bad("it does not fit the pattern");
    }
    if (format.equals("auto") && !asksForJson(example)) {
      return Saying.nothing("no form is asked for that code knows; set one");
    }
    try {
      var tree = JSON.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        return say.bad("the answer says nothing, and JSON is asked for");
      }
    } catch (JsonProcessingException e) {
      var at = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      return say.bad("it is no JSON" + at);
    }
    var refusal = schemas.refusal(schema, text);
    return refusal.isEmpty()
        ? say.good(schema.isEmpty() ? "it is JSON" : "the schema takes it")
        : say.bad(refusal.get());
  }

  private static boolean asksForJson(Example example) {
    return ASKED.matcher(Prose.read(example.text(Fields.SYSTEM).orElse(""))).find()
        || ASKED.matcher(Prose.read(example.text(Fields.INPUT).orElse(""))).find();
  }
}

package dev.clew.evaluators.checks;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.evaluators.Check;
import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.evaluators.Verdict;
import java.util.Optional;

/// Looks for phrases, each an expression of its own: what holds one has the label that is not
/// wanted. English; setting `phrases` takes others instead, separated by `|`.
record Phrases(Pattern pattern, Where where, Saying say) implements Check {

  /// Where in an example it looks.
  enum Where {
    QUESTION,
    ANSWER,
    /// The first sentences of the answer, or all of a short one.
    OPENING
  }

  private static final int OPENING = 400;

  static Phrases of(Settings settings, Saying say, String file, Where where) {
    settings.only("phrases");
    var phrases = settings.text("phrases", String.join("|", PhraseFile.lines(Phrases.class, file)));
    try {
      return new Phrases(PhraseFile.whole(phrases), where, say);
    } catch (PatternSyntaxException e) {
      throw settings.wrong(
          "setting phrases is no expression: " + e.getMessage(), "write phrases with | between", e);
    }
  }

  /// Only those that setting `phrases` gives.
  static Phrases own(Settings settings, Saying say) {
    if (settings.text("phrases", "").isBlank()) {
      throw settings.wrong(
          "setting phrases is missing", "write those that must not be said, with | between", null);
    }
    return of(settings, say, "insults.txt", Where.ANSWER);
  }

  @Override
  public Optional<Verdict> look(Example example) {
    var written = example.text(where == Where.QUESTION ? Fields.INPUT : Fields.OUTPUT).orElse("");
    var text = PhraseFile.plain(Prose.read(written));
    if (text.isBlank()) {
      return Saying.nothing("the text says nothing");
    }
    if (where == Where.OPENING && text.length() > OPENING) {
      text = text.substring(0, OPENING);
    }
    var matcher = pattern.matcher(text);
    return matcher.find()
        ? say.bad("it says " + Prose.quoted(matcher.group(1)))
        : say.good("none of the phrases stands in it" + Prose.cut(written));
  }
}

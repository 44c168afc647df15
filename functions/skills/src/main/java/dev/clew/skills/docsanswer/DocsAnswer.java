package dev.clew.skills.docsanswer;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.Label;
import dev.clew.skills.Skill;
import dev.clew.skills.Statement;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.retrieval.Quote;
import dev.clew.skills.retrieval.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What the documentation says: Clew's own, and the tenant's.
@AutoService(Skill.class)
public final class DocsAnswer implements Skill {
  private static final String METHOD =
      "BM25 (Robertson and Zaragoza, 2009) and cosines of embeddings, standardised and added (Bruch et"
          + " al., 2023)";
  private static final int LONGEST_QUOTE = 500;
  private static final int LONGEST_FACT = 300;
  private static final double SUREST = 0.9;

  @Override
  public Measurement measure(Inputs inputs) {
    var parameters = inputs.parameters();
    var question =
        (parameters.has("query") ? parameters.text("query") : parameters.text("question")).strip();
    if (question.isEmpty()) {
      return new Measurement.NotApplicable(
          "no question was given", "ask one: --set query='how are traces read?'");
    }
    var own = parameters.text("pages").equals("given");
    var documentation = own ? inputs.documentation() : inputs.documentation().and(OwnPages.read());
    if (documentation.sections().isEmpty()) {
      return new Measurement.NotApplicable(
          "there is no page of documentation", "put Markdown into docs/, or leave out pages=given");
    }
    boolean byMeaning = !parameters.text("vectors").equals("off");
    try (var passages =
        Passages.of(inputs.ports(), "documentation", documentation.sections(), byMeaning)) {
      var best = passages.best(question, parameters.whole("n"));
      var book = inputs.notebook().computing(METHOD, documentation.sections().size());
      write(book, passages, question, best, documentation.coverage());
      return new Measurement.Found(book.results(documentation.coverage()));
    }
  }

  private static void write(
      Notebook book,
      Passages passages,
      String question,
      List<Passages.Found> best,
      Coverage coverage) {
    var asked = book.fact("docs.question", Label.shown(question));
    var sections = book.fact("docs.sections", coverage.examined(), Unit.of("sections"));
    long about = best.stream().filter(Passages.Found::counts).count();
    var counted = book.fact("docs.about", about, Unit.of("sections"));
    var links = new ArrayList<String>();
    var quotes = new ArrayList<Excerpt>();
    try (var terms = new Terms()) {
      for (int i = 0; i < best.size(); i++) {
        var found = best.get(i);
        var rank = String.valueOf(i + 1);
        links.add(book.fact(FactName.of("docs.link", "rank", rank), found.section().link()));
        book.fact(FactName.of("docs.words", "rank", rank), found.share(), Unit.SHARE);
        book.fact(FactName.of("docs.nearness", "rank", rank), found.nearness(), Unit.NONE);
        quotes.add(new Excerpt(found.section().link(), quote(terms, found, LONGEST_QUOTE)));
      }
      var statement =
          about == 0
              ? Statement.of(
                  "None of {} of the documentation is about {}; the least far is {}.",
                  sections,
                  asked,
                  links.getFirst())
              : Statement.of(
                  "Under {}: {}",
                  links.getFirst(),
                  book.fact("docs.quote", quote(terms, best.getFirst(), LONGEST_FACT)));
      if (about > 1) {
        statement = statement.then("See also {}.", links.get(1));
      }
      if (passages.library().embedder().isEmpty()) {
        statement =
            statement.then(
                "Only words were looked up, not meanings: {}.",
                book.fact("docs.words-alone", Label.shown(passages.library().wordsAlone())));
      }
      var evidence =
          book.passages(
              "Passages",
              best.stream().map(found -> found.section().link()).toList(),
              "Passages that fit the question best, best first.",
              quotes);
      var facts = new ArrayList<>(statement.factIds());
      facts.add(counted);
      book.finding(
          about == 0 ? "The documentation does not say" : "What the documentation says",
          Severity.INFO,
          confidence(best, coverage),
          statement.text(),
          facts,
          List.of(evidence));
    }
  }

  /// Of the piece that comes nearest, or of the whole section where meanings are not compared.
  private static String quote(Terms terms, Passages.Found found, int longest) {
    var text =
        Double.isNaN(found.nearness()) || found.nearest().isEmpty()
            ? found.section().text()
            : found.nearest();
    return Quote.of(terms, text, new HashSet<>(found.words()), longest);
  }

  /// As the card says.
  private static double confidence(List<Passages.Found> best, Coverage coverage) {
    var first = best.getFirst();
    double read =
        coverage.population() == 0 ? 0 : (double) coverage.examined() / coverage.population();
    double sure =
        Math.max(first.share(), Double.isNaN(first.nearness()) ? 0 : Math.max(0, first.nearness()));
    return Math.min(SUREST, first.counts() ? sure : 1 - sure) * read;
  }
}

package dev.clew.skills.search;

import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.predictors.FactName;
import java.util.ArrayList;
import java.util.List;

/// Writes down what a model made of the best hits, apart from what was computed.
final class JudgedPage {
  /// As the card says.
  private static final double CONFIDENCE = 0.6;

  private static final Unit HITS = Unit.of("hits");

  private JudgedPage() {}

  static void write(Notebook book, SecondLook look, List<Hit> hits, long examined) {
    book.judging(
        "judged by a language model; the words it quotes looked up in the text",
        examined,
        look.by());
    var refs = new ArrayList<SpanRef>();
    var excerpts = new ArrayList<Excerpt>();
    look.verdicts()
        .forEach((hit, verdict) -> {
          var name = FactName.of("search.judged", "rank", String.valueOf(hit + 1));
          switch (verdict) {
            case SecondLook.Verdict.Match(var where, var words) -> {
              book.fact(name, "match");
              refs.add(where.ref());
              excerpts.add(new Excerpt(where.where(), words));
            }
            case SecondLook.Verdict.NoMatch _ -> book.fact(name, "no match");
          }
        });
    var statement =
        Statement.of(
            "Of {} shown, the model {} judged {}: it takes {} for what is meant, each by words that stand there.",
            book.fact("search.judged.shown", hits.size(), HITS),
            book.fact("search.judged.by", Label.shown(look.by())),
            book.fact("search.judged.hits", look.verdicts().size(), HITS),
            book.fact("search.judged.matches", look.matches(), HITS));
    if (look.withoutWords() > 0) {
      statement =
          statement.then(
              "{} more it took for a match by words that do not stand there: they are left out.",
              book.fact("search.judged.without-words", look.withoutWords(), Unit.NONE));
    }
    var evidence =
        excerpts.isEmpty()
            ? List.<String>of()
            : List.of(
                book.spans(
                    "Words by which a model judged",
                    refs.stream().distinct().toList(),
                    "The words are the text's own; that they show what is meant is a model's opinion.",
                    excerpts));
    book.judged(
        "What a model takes for a match",
        Severity.INFO,
        CONFIDENCE,
        statement.text(),
        statement.factIds(),
        evidence);
  }
}

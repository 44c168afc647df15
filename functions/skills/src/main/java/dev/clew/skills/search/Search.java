package dev.clew.skills.search;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.skills.Inputs;
import dev.clew.skills.ParameterSchema;
import dev.clew.skills.Skill;
import dev.clew.skills.retrieval.Library;
import dev.clew.traces.spans.Trace;
import java.util.List;
import java.util.Map;

/// Runs, spans or sessions in which something was said, by words and by meaning, or that resemble a
/// run.
@AutoService(Skill.class)
public final class Search implements Skill {
  private static final String METHOD =
      "BM25 (Robertson and Zaragoza, 2009) and cosines of embeddings, fused by reciprocal ranks"
          + " (Cormack et al., 2009)";

  @Override
  public Measurement measure(Inputs inputs) {
    var asked = Request.of(inputs.parameters(), inputs.target());
    if (asked.isEmpty()) {
      return new Measurement.NotApplicable(
          "it is not said what to look for",
          "say it: --set query='the agent promised a refund', or --set trace=ID for runs like that one");
    }
    var request = asked.get();
    var place = Place.of(inputs, request);
    if (place.traces().isEmpty()) {
      return new Measurement.NotApplicable(
          "there are no traces in the window", "choose another window");
    }
    var traces = inputs.application().traces();
    var texts = Texts.of(traces);
    var allowed = place.of(texts);
    var units = Units.of(texts, traces, request.unit());
    var like = request.like().map(named -> likeness(traces, named));
    var meaning = Meaning.of(inputs, texts);
    try (var library =
        Library.of(inputs.ports(), shelved(inputs), books(texts), meaning == Meaning.ALL)) {
      var hits =
          like.isPresent()
              ? new Likes(traces, texts, allowed, library).of(like.get())
              : Ranking.of(
                  request, texts, allowed, units, library, meaning.nearness(inputs, library));
      var book = place.scope().book(inputs, METHOD);
      new Page(request, library, meaning)
          .write(
              book,
              new Page.Looked(allowed, units.holding(allowed)),
              hits,
              inputs.ports(),
              place.scope().coverage());
      if (request.judged() && like.isEmpty()) {
        var shown = hits.stream().limit(request.most()).toList();
        SecondLook.at(shown, request.text(), inputs.ports())
            .ifPresent(look -> JudgedPage.write(book, look, shown, texts.size()));
      }
      return new Measurement.Found(book.results(place.scope().coverage()));
    }
  }

  /// Where the index is kept: a part of the data has one of its own, or it would push out the rest.
  private static String shelved(Inputs inputs) {
    return inputs.parameters().has(ParameterSchema.FILTER)
        ? "search-parts/"
            + inputs.target()
            + "/"
            + Integer.toHexString(inputs.parameters().text(ParameterSchema.FILTER).hashCode())
        : "search/" + inputs.target();
  }

  private static List<Library.Book> books(List<Said> texts) {
    return texts.stream()
        .map(said -> new Library.Book(said.id(), Map.of("text", said.piece().text()), said.prose()))
        .toList();
  }

  private static int likeness(List<Trace> traces, String named) {
    return Likes.find(traces, named)
        .orElseThrow(() ->
            new Problem(
                    Problem.Kind.USER,
                    "there is no trace '" + named + "'",
                    "search, parameter trace",
                    Nearest.remedy(named, traces.stream().map(Trace::traceId).toList()))
                .asException());
  }
}

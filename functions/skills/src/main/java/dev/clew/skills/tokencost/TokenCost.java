package dev.clew.skills.tokencost;

import com.google.auto.service.AutoService;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.models.prices.PriceTable;
import dev.clew.skills.Compared;
import dev.clew.skills.Inputs;
import dev.clew.skills.Skill;
import dev.clew.skills.applications.NextQuestions;
import dev.clew.traces.spans.Application;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// Tokens and money: how much, by whom, who grew and why, and which patterns are dear.
@AutoService(Skill.class)
public final class TokenCost implements Skill {

  @Override
  public Measurement measure(Inputs inputs) {
    var application = inputs.application();
    var asked = dimensions(inputs.parameters().text("by"), application);
    var compared = Compared.of(application, inputs.windows());
    var ledger =
        Ledger.of(
            compared.examined(),
            PriceTable.bundled(),
            asked.stream()
                .filter(one -> !Dimension.KNOWN.contains(one))
                .map(Dimension::name)
                .findFirst());
    var account =
        new Account(
            inputs.notebook(),
            application,
            compared,
            ledger,
            asked,
            inputs.parameters().whole("top"));
    var totals = new Totals(account);
    if (ledger.traces().isEmpty()) {
      return nothing(account, 0, Unit.TRACES, "what the traces use: there are none in the window");
    }
    if (account.all().tokens == 0) {
      return nothing(account, 0, Unit.SPANS, "what the calls use: no span states token counts");
    }
    var takers = Breakdown.writeAsked(account, totals);
    totals.tell();
    var bill = Money.write(account);
    account.book().opens(totals.opening(bill, takers).text());
    Growth.write(account);
    ContextGrowth.write(account);
    Skew.write(account);
    Gaps.write(account);
    Breakdown.writeOthers(account, totals);
    suggest(account);
    var results = account.book().results(compared.coverage(application));
    boolean notable =
        results.findings().stream().anyMatch(finding -> finding.severity() != Severity.INFO);
    return notable ? new Measurement.Found(results) : new Measurement.Clean(results);
  }

  private static Measurement nothing(Account account, long have, Unit unit, String what) {
    return new Measurement.TooLittleData(
        have,
        1,
        unit,
        what,
        account.book().results(account.compared().coverage(account.application())));
  }

  /// @throws dev.clew.evidence.ClewException of kind USER when no span or trace has such an
  ///   attribute, or for several attributes
  private static List<Dimension> dimensions(String words, Application application) {
    var dimensions =
        Arrays.stream(words.split(","))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .distinct()
            .map(word -> dimension(word, application))
            .toList();
    if (dimensions.stream().filter(one -> !Dimension.KNOWN.contains(one)).count() > 1) {
      throw new Problem(
              Problem.Kind.USER,
              "'" + words + "' names several attributes",
              "token-cost, parameter by",
              "name one attribute at a time")
          .asException();
    }
    return dimensions.isEmpty() ? List.of(Dimension.MODEL) : dimensions;
  }

  /// @throws dev.clew.evidence.ClewException of kind USER when no span or trace has such an
  ///   attribute
  private static Dimension dimension(String word, Application application) {
    for (var known : Dimension.KNOWN) {
      if (known.name().equals(word)) {
        return known;
      }
    }
    var names = new TreeSet<String>();
    for (var trace : application.traces()) {
      names.addAll(trace.attributes().keySet());
      trace.spans().forEach(span -> names.addAll(span.attributes().keySet()));
    }
    if (!names.contains(word)) {
      Dimension.KNOWN.forEach(known -> names.add(known.name()));
      throw new Problem(
              Problem.Kind.USER,
              "no span or trace has an attribute '" + word + "'",
              "token-cost, parameter by",
              Nearest.remedy(word, names))
          .asException();
    }
    return Dimension.attribute(word);
  }

  private static void suggest(Account account) {
    var book = account.book();
    var runs = account.ledger().traces();
    var next = new NextQuestions(runs);
    next.failures().ifPresent(book::next);
    if (runs.size() > 1) {
      NextQuestions.wentWrong(runs.get(account.ledger().largestTrace())).ifPresent(book::next);
    }
    next.cohorts().ifPresent(book::next);
    next.slowness().ifPresent(book::next);
  }
}

package dev.clew.skills.safety;

import dev.clew.evaluators.safety.AttackWords;
import dev.clew.skills.exploration.SpanTexts;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Texts that the application read as data and that give its model orders: indirect injections.
///
/// @param found in the runs' order
/// @param read how many texts were read
record Orders(List<Order> found, int read) {

  /// Addresses, mails, and names with digits in them: what an order says to use, and hardly stands
  /// in another text by chance.
  private static final Pattern PARTICULAR =
      Pattern.compile(
          "https?://[^\\s\"'<>)\\]]{4,300}|[\\w.+-]{2,60}@[\\w-]{1,60}\\.[\\w.-]{2,60}"
              + "|\\b(?=[\\w-]{0,30}[0-9])(?=[\\w-]{0,30}[A-Za-z])[\\w-]{8,40}\\b|\\b[0-9]{8,30}\\b");

  Orders {
    found = List.copyOf(found);
  }

  /// One such text.
  ///
  /// @param words by which it is known
  /// @param followed what of it a later call of a tool was given, if any was
  record Order(Heard heard, List<String> words, Optional<Followed> followed) {
    Order {
      words = List.copyOf(words);
    }
  }

  /// A call that was given what an order names, and nothing before it did.
  record Followed(String spanId, String tool, String what) {}

  static Orders of(List<Trace> runs, List<Heard> all) {
    var found = new ArrayList<Order>();
    int read = 0;
    for (var one : all) {
      if (one.from() == Heard.Source.READ) {
        read++;
        var words = AttackWords.ordersIn(one.text());
        if (!words.isEmpty()) {
          found.add(new Order(one, words, followed(runs.get(one.run()), one)));
        }
      }
    }
    return new Orders(found, read);
  }

  private static Optional<Followed> followed(Trace run, Heard order) {
    var named = particulars(order.text());
    for (int i = 0; i < order.span(); i++) {
      SpanTexts.of(run.spans().get(i)).stream()
          .filter(text -> !text.text().equals(order.text()))
          .forEach(text -> named.removeAll(particulars(text.text())));
    }
    if (named.isEmpty()) {
      return Optional.empty();
    }
    for (int i = order.span(); i < run.spans().size(); i++) {
      var span = run.spans().get(i);
      if (span.tool().isPresent()) {
        var call = span.tool().get();
        if (!call.result().equals(order.text())) {
          for (var given : particulars(call.arguments())) {
            if (named.contains(given)) {
              return Optional.of(new Followed(span.spanId(), call.name(), given));
            }
          }
        }
      }
      for (var message : span.content().output()) {
        for (var call : message.toolCalls()) {
          for (var given : particulars(call.arguments())) {
            if (named.contains(given)) {
              return Optional.of(new Followed(span.spanId(), call.name(), given));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Set<String> particulars(String text) {
    var part = text.length() <= AttackWords.READ ? text : text.substring(0, AttackWords.READ);
    var found = new HashSet<String>();
    PARTICULAR
        .matcher(part)
        .results()
        .forEach(match ->
            found.add(match.group().toLowerCase(Locale.ROOT).replaceAll("[.,;:!?]+$", "")));
    return found;
  }

  /// How many runs hold one.
  long runs() {
    return found.stream().mapToInt(one -> one.heard().run()).distinct().count();
  }

  long followed() {
    return found.stream().filter(one -> one.followed().isPresent()).count();
  }
}

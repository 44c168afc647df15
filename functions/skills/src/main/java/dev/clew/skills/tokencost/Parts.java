package dev.clew.skills.tokencost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Why tokens or US dollars per trace changed; the parts add up to the change.
///
/// First `amount per trace = calls per trace * amount per call` is taken apart, then the amount per
/// call into the mix of groups, the size of each group's calls and, in money, the price of its
/// tokens: so more calls are told as such even where every group is new. Both steps are LMDI
/// ([Decomposition]).
///
/// @param calls from more or fewer calls per trace
/// @param mix from other shares of the groups among the calls, new and gone groups included
/// @param size from larger or smaller calls of the same groups
/// @param price from dearer or cheaper tokens of the same groups; 0 for tokens
record Parts(double calls, double mix, double size, double price) {
  private static final int SHARE = 0;
  private static final int SIZE = 1;
  private static final int PRICE = 2;

  static Parts ofTokens(Side before, Side now, Dimension by) {
    return of(before, now, by, false);
  }

  static Parts ofMoney(Side before, Side now, Dimension by) {
    return of(before, now, by, true);
  }

  private static Parts of(Side before, Side now, Dimension by, boolean money) {
    var was = spends(before.calls(), by);
    var is = spends(now.calls(), by);
    var groups = new TreeSet<>(was.keySet());
    groups.addAll(is.keySet());
    var first = new ArrayList<double[]>();
    var second = new ArrayList<double[]>();
    for (var group : groups) {
      var old = was.getOrDefault(group, new Spend());
      var recent = is.getOrDefault(group, new Spend());
      first.add(factors(before, old, recent, money));
      second.add(factors(now, recent, old, money));
    }
    var perCall =
        new Decomposition(first.toArray(double[][]::new), second.toArray(double[][]::new), SHARE);
    double callsBefore = before.perTrace(before.spend().calls);
    double callsNow = now.perTrace(now.spend().calls);
    double perCallBefore = amount(before, money) / before.spend().calls;
    double perCallNow = amount(now, money) / now.spend().calls;
    double perTrace = mean(callsBefore * perCallBefore, callsNow * perCallNow);
    double weight =
        perCallBefore == 0 && perCallNow == 0 ? 0 : perTrace / mean(perCallBefore, perCallNow);
    return new Parts(
        perTrace * Math.log(callsNow / callsBefore),
        weight * perCall.effect(SHARE),
        weight * perCall.effect(SIZE),
        money ? weight * perCall.effect(PRICE) : 0);
  }

  private static double amount(Side side, boolean money) {
    return money ? side.spend().computed().orElse(0) : (double) side.spend().tokens;
  }

  /// The logarithmic mean, at its limit where both are equal.
  private static double mean(double a, double b) {
    return a == b ? a : (b - a) / Math.log(b / a);
  }

  /// Share of the calls, tokens per call, and US dollars per token where asked for; a group that is
  /// absent takes size and price from the other side.
  private static double[] factors(Side side, Spend spend, Spend other, boolean money) {
    double share = Spend.share(spend.calls, side.spend().calls);
    var sized = spend.calls == 0 ? other : spend;
    double size = Spend.share(sized.tokens, sized.calls);
    return money
        ? new double[] {share, size, Spend.share(sized.computed().orElse(0), (double) sized.tokens)}
        : new double[] {share, size};
  }

  private static Map<String, Spend> spends(List<Call> calls, Dimension dimension) {
    var spends = new HashMap<String, Spend>();
    for (var call : calls) {
      spends.computeIfAbsent(call.group(dimension), _ -> new Spend()).add(call);
    }
    return spends;
  }
}

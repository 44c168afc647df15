package dev.clew.skills.tokencost;

import dev.clew.statistics.ExactSum;

/// Why a sum of products changed: by how much each factor moved it, with nothing left over.
///
/// The sum is `total = sum over groups of factor 1 * factor 2 * ...`. The logarithmic mean Divisia
/// index (LMDI-I, additive) gives factor k of a group the part `L(now, before) * ln(now_k /
/// before_k)`, where `L(a, b) = (a - b) / ln(a / b)`; the parts of all factors and groups add up to
/// the change exactly. Ang, 2005, doi:10.1016/j.enpol.2003.10.010. A group that appears or vanishes
/// moves the factor that says how much of it there is, which is the limit for a share that goes to
/// 0 (Ang and Liu, 2007, doi:10.1016/j.enpol.2005.11.001).
final class Decomposition {
  private final ExactSum[] effects;

  /// @param before factors by group: `before[group][factor]`, each at least 0
  /// @param now the same groups and factors
  /// @param shareFactor which factor says how much of a group there is
  Decomposition(double[][] before, double[][] now, int shareFactor) {
    int factors = before.length == 0 ? 0 : before[0].length;
    effects = new ExactSum[factors];
    for (int k = 0; k < factors; k++) {
      effects[k] = new ExactSum();
    }
    for (int g = 0; g < before.length; g++) {
      double was = product(before[g]);
      double is = product(now[g]);
      if (was == 0 || is == 0) {
        effects[shareFactor].add(is - was);
        continue;
      }
      double mean = was == is ? was : (is - was) / Math.log(is / was);
      for (int k = 0; k < factors; k++) {
        effects[k].add(mean * Math.log(now[g][k] / before[g][k]));
      }
    }
  }

  /// What the factor added to the total, in the total's unit; negative where it took away.
  double effect(int factor) {
    return effects[factor].value();
  }

  private static double product(double[] factors) {
    double product = 1;
    for (double factor : factors) {
      product *= factor;
    }
    return product;
  }
}

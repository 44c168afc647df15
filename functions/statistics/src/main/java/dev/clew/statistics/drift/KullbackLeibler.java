package dev.clew.statistics.drift;

/// The Kullback-Leibler divergence of the current sample from the reference, in nats: `sum q ln(q /
/// p)`.
///
/// Not symmetric; infinite where the current sample has a cell that the reference lacks: then ask
/// [JensenShannon]. Kullback and Leibler, 1951, doi:10.1214/aoms/1177729694. Equal to scipy's
/// `stats.entropy(q, p)`.
public final class KullbackLeibler {

  private KullbackLeibler() {}

  public static double of(CountPair pair) {
    double[] p = pair.referenceShares();
    double[] q = pair.currentShares();
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      if (q[i] > 0) {
        sum += q[i] * Math.log(q[i] / p[i]);
      }
    }
    return Math.max(sum, 0);
  }
}

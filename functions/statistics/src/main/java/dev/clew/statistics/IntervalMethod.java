package dev.clew.statistics;

/// How an interval was made; stands beside the interval wherever it is shown.
public enum IntervalMethod {
  /// Wilson's score interval of a proportion (doi:10.1080/01621459.1927.10502953).
  WILSON,
  /// Newcombe's hybrid score interval of a difference of proportions
  /// (doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I).
  NEWCOMBE,
  /// Normal interval with DeLong's variance (doi:10.2307/2531595).
  DELONG,
  /// Normal interval with a binomial variance, on the logit scale
  /// (doi:10.1007/978-3-642-40994-3_29).
  LOGIT,
  /// Normal interval of a mean or of a smooth function of means (delta method).
  DELTA,
  /// Fisher's z transformation of a correlation.
  FISHER_Z,
  /// Percentiles of a seeded bootstrap.
  BOOTSTRAP_PERCENTILE,
  /// Bias-corrected and accelerated seeded bootstrap (doi:10.1080/01621459.1987.10478410).
  BOOTSTRAP_BCA,
  /// Sampling variance of a distance between distributions, first and second order of the delta
  /// method.
  DISTANCE,
  /// Few labels with the help of many predictions (doi:10.1126/science.adi6000).
  PREDICTION_POWERED
}

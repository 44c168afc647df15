package dev.clew.evidence;

import java.util.List;
import java.util.Optional;

/// What lets a reader check a finding.
///
/// @param id unique in its answer, `E` and a number
/// @param href path under the API where it can be opened, such as `/v1/traces/ID`; filled in by the
///   report for charts (`/v1/evidence/ID`)
/// @param chart for [EvidenceKind#CHART]
/// @param spans for [EvidenceKind#SPANS] and [EvidenceKind#TRACES] (span id empty for whole traces)
/// @param rowIds for [EvidenceKind#ROWS]: prediction ids, or row numbers where the log has none;
///   for [EvidenceKind#PASSAGES]: where each can be opened
/// @param reading one sentence on how to read it, no figures
/// @param excerpts the words in question, cut to what a reader takes in; they come from the data
public record Evidence(
    String id,
    EvidenceKind kind,
    String title,
    String href,
    Optional<Chart> chart,
    List<SpanRef> spans,
    List<String> rowIds,
    String reading,
    List<Excerpt> excerpts) {

  public Evidence {
    if (kind == EvidenceKind.CHART && chart.isEmpty()) {
      throw new IllegalArgumentException("evidence '" + title + "' is a chart without a chart");
    }
    spans = List.copyOf(spans);
    rowIds = List.copyOf(rowIds);
    excerpts = List.copyOf(excerpts);
  }

  /// Evidence without excerpts.
  public Evidence(
      String id,
      EvidenceKind kind,
      String title,
      String href,
      Optional<Chart> chart,
      List<SpanRef> spans,
      List<String> rowIds,
      String reading) {
    this(id, kind, title, href, chart, spans, rowIds, reading, List.of());
  }

  /// The same with the words in question.
  public Evidence quoting(List<Excerpt> words) {
    return new Evidence(id, kind, title, href, chart, spans, rowIds, reading, words);
  }
}

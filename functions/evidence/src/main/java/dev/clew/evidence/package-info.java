/// Vocabulary: facts, findings, evidence, charts, measurements, answers, receipts.
@NullMarked
package dev.clew.evidence;

import org.jspecify.annotations.NullMarked;

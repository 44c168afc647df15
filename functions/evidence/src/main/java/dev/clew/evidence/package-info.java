/// The words everything else speaks in: facts, findings, evidence, measurements, answers and
/// receipts.
@NullMarked
package dev.clew.evidence;

import org.jspecify.annotations.NullMarked;

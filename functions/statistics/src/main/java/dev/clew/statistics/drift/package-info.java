/// How far two samples of one column lie apart, and whether that is drift.
@NullMarked
package dev.clew.statistics.drift;

import org.jspecify.annotations.NullMarked;

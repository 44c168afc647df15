/// One trace: what it tried, step by step, and where it most likely went wrong.
@NullMarked
package dev.clew.skills.tracediagnosis;

import org.jspecify.annotations.NullMarked;

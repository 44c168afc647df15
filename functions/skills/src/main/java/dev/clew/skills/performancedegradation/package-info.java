/// Whether a predictor got worse, since when, where and why.
@NullMarked
package dev.clew.skills.performancedegradation;

import org.jspecify.annotations.NullMarked;

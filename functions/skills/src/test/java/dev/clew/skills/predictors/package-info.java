@NullMarked
package dev.clew.skills.predictors;

import org.jspecify.annotations.NullMarked;

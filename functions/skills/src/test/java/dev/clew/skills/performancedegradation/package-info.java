@NullMarked
package dev.clew.skills.performancedegradation;

import org.jspecify.annotations.NullMarked;

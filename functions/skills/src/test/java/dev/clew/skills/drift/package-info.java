@NullMarked
package dev.clew.skills.drift;

import org.jspecify.annotations.NullMarked;

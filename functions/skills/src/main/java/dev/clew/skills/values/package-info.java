/// The values of one column or attribute.
@NullMarked
package dev.clew.skills.values;

import org.jspecify.annotations.NullMarked;

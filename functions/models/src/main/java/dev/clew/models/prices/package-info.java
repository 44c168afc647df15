/// What models cost, by name and day.
@NullMarked
package dev.clew.models.prices;

import org.jspecify.annotations.NullMarked;

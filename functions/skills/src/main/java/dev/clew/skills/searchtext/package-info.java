/// Words and patterns in the texts of spans and in the cells of rows.
@NullMarked
package dev.clew.skills.searchtext;

import org.jspecify.annotations.NullMarked;

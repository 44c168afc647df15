/// Whether an inference log can be trusted as data, before anything is concluded from it.
@NullMarked
package dev.clew.skills.dataquality;

import org.jspecify.annotations.NullMarked;

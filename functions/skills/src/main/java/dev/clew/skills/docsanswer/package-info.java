/// Answers questions about Clew, and about what the user documented, from passages.
@NullMarked
package dev.clew.skills.docsanswer;

import org.jspecify.annotations.NullMarked;

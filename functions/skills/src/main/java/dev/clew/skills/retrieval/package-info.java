/// Finding texts by their words and by their meaning: what skills that search share.
@NullMarked
package dev.clew.skills.retrieval;

import org.jspecify.annotations.NullMarked;

/// Documentation: how Markdown becomes sections.
@NullMarked
package dev.clew.traces.documents;

import org.jspecify.annotations.NullMarked;

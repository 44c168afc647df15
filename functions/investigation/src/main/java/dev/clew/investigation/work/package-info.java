/// What an investigation in progress has written down: the workspace that each of its turns reads
/// and writes.
@NullMarked
package dev.clew.investigation.work;

import org.jspecify.annotations.NullMarked;

/// What is remembered between requests: investigations, their events, answers, and the turns of a
/// session.
@NullMarked
package dev.clew.investigation.sessions;

import org.jspecify.annotations.NullMarked;

/// How long runs and calls take, what runs wait for, and what makes the slow ones slow.
@NullMarked
package dev.clew.skills.latency;

import org.jspecify.annotations.NullMarked;

/// The agent: plans an investigation of several steps, reflects after each, and reports. Each of
/// its turns reads all it knows from a workspace, decides, and writes it there.
@NullMarked
package dev.clew.investigation.agent;

import org.jspecify.annotations.NullMarked;

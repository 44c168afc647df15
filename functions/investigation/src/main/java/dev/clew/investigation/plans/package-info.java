/// Plans: the todo list of an investigation, and the playbooks that give it its first shape.
@NullMarked
package dev.clew.investigation.plans;

import org.jspecify.annotations.NullMarked;

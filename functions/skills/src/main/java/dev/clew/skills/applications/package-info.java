/// What skills about applications share: runs that come in groups, what runs have and others have
/// not, and how two cohorts of them differ.
@NullMarked
package dev.clew.skills.applications;

import org.jspecify.annotations.NullMarked;

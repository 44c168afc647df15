/// Tokens and money by model, operation, agent, session, user and service, who grew, and why.
@NullMarked
package dev.clew.skills.tokencost;

import org.jspecify.annotations.NullMarked;

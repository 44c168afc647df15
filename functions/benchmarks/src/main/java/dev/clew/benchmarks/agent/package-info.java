/// What a step of the agent costs apart from models and data.
@NullMarked
package dev.clew.benchmarks.agent;

import org.jspecify.annotations.NullMarked;

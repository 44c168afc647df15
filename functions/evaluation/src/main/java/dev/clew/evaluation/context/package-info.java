/// What a language model is sent for an answer, beside the data that the answer rests on.
@NullMarked
package dev.clew.evaluation.context;

import org.jspecify.annotations.NullMarked;

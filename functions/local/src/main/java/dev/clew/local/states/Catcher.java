package dev.clew.local.states;

/// Where a state's failure leads, and where in its input the error is put.
record Catcher(ErrorNames errors, ResultPath resultPath, String next) {}

/// The functions of the cloud on one machine: the same handlers, behind a local HTTP server, on
/// embedded S3 and DynamoDB.
@NullMarked
package dev.clew.local.serve;

import org.jspecify.annotations.NullMarked;

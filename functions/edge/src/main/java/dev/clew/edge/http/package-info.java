/// HTTP as API Gateway's events tell of it (HTTP API, payload format 2.0), and problems as RFC 9457
/// has them.
@NullMarked
package dev.clew.edge.http;

import org.jspecify.annotations.NullMarked;

/// DynamoDB behind the ports.
@NullMarked
package dev.clew.edge.dynamo;

import org.jspecify.annotations.NullMarked;

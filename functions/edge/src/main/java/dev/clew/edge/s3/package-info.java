/// S3 behind the ports.
@NullMarked
package dev.clew.edge.s3;

import org.jspecify.annotations.NullMarked;

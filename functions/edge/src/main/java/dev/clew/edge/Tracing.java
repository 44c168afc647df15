package dev.clew.edge;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import software.amazon.lambda.powertools.tracing.TracingUtils;

/// A subsegment around each step, for X-Ray. The one class that knows how.
public interface Tracing {
  /// No tracing: locally.
  Tracing NONE =
      new Tracing() {
        @Override
        public <T> T around(String name, Supplier<T> work) {
          return work.get();
        }
      };

  /// Does the work within a subsegment.
  <T> T around(String name, Supplier<T> work);

  /// X-Ray through Powertools.
  static Tracing xray() {
    return new Tracing() {
      @Override
      public <T> T around(String name, Supplier<T> work) {
        var result = new AtomicReference<Supplier<T>>();
        TracingUtils.withSubsegment(
            name,
            _ -> {
              var value = work.get();
              result.set(() -> value);
            });
        return result.get().get();
      }
    };
  }
}

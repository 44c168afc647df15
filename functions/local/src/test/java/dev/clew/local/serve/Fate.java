package dev.clew.local.serve;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;

/// When a process dies: before or after some of the writes that leave it, counted over all its
/// lives.
final class Fate {
  private static final List<String> WRITES =
      List.of("put", "update", "delete", "transactWrite", "batchWrite");

  private final Deaths deaths;
  private int writes;
  private int died;

  /// The process is gone: no code of ours gets to see that.
  static final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died() {
      super("the process died", null, false, false);
    }
  }

  /// Whether it dies at a write.
  interface Deaths {
    /// @param write its number, from 1
    /// @param after whether it is done
    boolean at(int write, boolean after);
  }

  Fate(Deaths deaths) {
    this.deaths = deaths;
  }

  static Fate kind() {
    return new Fate((_, _) -> false);
  }

  int writes() {
    return writes;
  }

  int died() {
    return died;
  }

  /// A client of a store whose writes are the fate's to cut.
  static <T> T mortal(Class<T> type, T client, Supplier<Fate> fate) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                boolean writes = WRITES.stream().anyMatch(method.getName()::startsWith);
                if (!writes) {
                  return method.invoke(client, arguments);
                }
                int write = ++fate.get().writes;
                fate.get().meet(write, false);
                var result = method.invoke(client, arguments);
                fate.get().meet(write, true);
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private void meet(int write, boolean after) {
    if (deaths.at(write, after)) {
      died++;
      throw new Died();
    }
  }
}

package dev.clew.traces;

import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Window;
import dev.clew.traces.dialects.Dialects;
import dev.clew.traces.dialects.ObjectReader;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Progress;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.Fetched;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Reads the objects of an application and puts its traces together.
///
/// The result depends on the objects alone: not on the order in which a store lists them, nor on
/// how many are read at the same time. One object that can not be read is said in the coverage and
/// spoils no other.
public final class Applications {
  /// Objects under way hold at most this many stored bytes together; larger ones are read alone, so
  /// that memory stays where the limits say, and a second processor then reads ahead.
  private static final long BYTES_UNDER_WAY = 8L << 20;

  private static final int OBJECTS_UNDER_WAY = 64;

  private final ObjectStore store;
  private final SpanLimits limits;
  private final Path scratch;
  private final Dialects dialects = Dialects.bundled();

  /// Reads from one store.
  ///
  /// @param scratch a folder for copies of tables that must be sought in
  public Applications(ObjectStore store, SpanLimits limits, Path scratch) {
    this.store = store;
    this.scratch = scratch;
    this.limits = limits;
  }

  /// Everything below a prefix.
  ///
  /// @throws IOException when the store can not be read
  public Application read(String name, String prefix, Needs needs, Window window)
      throws IOException {
    return read(name, store.list(prefix), needs, window, Progress.SILENT);
  }

  /// These objects, in any order.
  ///
  /// @param window a stretch of time takes the traces that start in it; rows take traces by their
  ///   place in the application's order; every other window takes all
  /// @throws IOException when the store can not be read
  public Application read(
      String name, List<StoredObject> objects, Needs needs, Window window, Progress progress)
      throws IOException {
    var sorted =
        objects.stream().sorted(Comparator.comparing(StoredObject::key)).distinct().toList();
    var assembly = new Assembly(name);
    new Reading(assembly, needs, progress, sorted).all();
    return assembly.application(window);
  }

  /// One read under way: what may still be held, and how far it has come.
  private final class Reading {
    private final Assembly assembly;
    private final Needs needs;
    private final Progress progress;
    private final List<StoredObject> objects;
    private long spansLeft = limits.maxSpans();
    private long bytesLeft = limits.maxHeldBytes();
    private int done;

    /// Readers that have nothing to read: what they know of names helps with the next object.
    private final Queue<ObjectReader> readers = new ConcurrentLinkedQueue<>();

    Reading(Assembly assembly, Needs needs, Progress progress, List<StoredObject> objects) {
      this.assembly = assembly;
      this.needs = needs;
      this.progress = progress;
      this.objects = objects;
    }

    void all() {
      if (limits.readers() > 1) {
        try (ExecutorService threads = Executors.newFixedThreadPool(limits.readers());
            ExecutorService fetching = Executors.newVirtualThreadPerTaskExecutor()) {
          while (together(threads, fetching)) {
            alone(objects.get(done));
          }
        }
      }
      while (done < objects.size()) {
        alone(objects.get(done));
      }
    }

    /// Reads objects at the same time and adds them in their order, up to one that does not fit
    /// beside those that are under way. Read alone, it holds what it would hold if all were read
    /// one after the other; so which spans are held does not depend on threads. Where nothing more
    /// can be held, the rest is only counted, and always fits.
    ///
    /// @return whether objects are left
    private boolean together(ExecutorService threads, ExecutorService fetching) {
      var budget = new AtomicLong(bytesLeft);
      var underWay = new ArrayDeque<Future<Result>>();
      long bytes = 0;
      int next = done;
      while (done < objects.size()) {
        while (next < objects.size()
            && (underWay.isEmpty()
                || (underWay.size() < OBJECTS_UNDER_WAY
                    && bytes + objects.get(next).sizeBytes() <= BYTES_UNDER_WAY))) {
          StoredObject object = objects.get(next++);
          long spans = spansLeft;
          bytes += object.sizeBytes();
          ObjectStore from = near(object, fetching);
          underWay.add(threads.submit(() -> one(from, object, spans, budget)));
        }
        Result result = await(underWay.remove());
        boolean fits = !result.spans().isFull && result.spans().spans.size() <= spansLeft;
        if (!fits && bytesLeft > 0) {
          underWay.forEach(Reading::await);
          return true;
        }
        bytes -= objects.get(done).sizeBytes();
        add(result);
      }
      return false;
    }

    /// Far objects are fetched while others are decoded: as many at once as may be under way, since
    /// a request takes longer than what it brings.
    private ObjectStore near(StoredObject object, ExecutorService fetching) {
      return object.sizeBytes() <= BYTES_UNDER_WAY / 2 && store.isFar(object.key())
          ? new Fetched(store, object.key(), fetching.submit(() -> bytes(object)))
          : store;
    }

    private Optional<byte[]> bytes(StoredObject object) throws IOException {
      try (var in = store.open(object.key())) {
        byte[] bytes = in.readNBytes((int) object.sizeBytes() + 1);
        return bytes.length <= object.sizeBytes() ? Optional.of(bytes) : Optional.empty();
      }
    }

    private void alone(StoredObject object) {
      add(one(store, object, spansLeft, new AtomicLong(bytesLeft)));
    }

    private void add(Result result) {
      spansLeft -= result.spans().spans.size();
      bytesLeft = result.spans().isCut ? 0 : Math.max(0, bytesLeft - result.spans().takenBytes);
      assembly.add(result.spans(), result.read());
      done++;
      progress.read(done, objects.size(), assembly.spansMet());
    }

    private Result one(ObjectStore from, StoredObject object, long maxSpans, AtomicLong budget) {
      ObjectReader idle = readers.poll();
      ObjectReader reader =
          idle == null ? new ObjectReader(dialects, needs, limits, scratch) : idle;
      var tries = new ArrayList<ObjectSpans>();
      Optional<ObjectRead> read = Optional.empty();
      try {
        read =
            reader.read(
                from,
                object.key(),
                limits.readers() > 1 && object.sizeBytes() > BYTES_UNDER_WAY / 2,
                () -> {
                  if (!tries.isEmpty()) {
                    budget.addAndGet(tries.getLast().takenBytes);
                  }
                  tries.add(new ObjectSpans(object.key(), maxSpans, budget));
                  return tries.getLast();
                });
      } catch (IOException e) {
        if (tries.isEmpty()) {
          tries.add(new ObjectSpans(object.key(), maxSpans, budget));
        }
        tries
            .getLast()
            .lost(
                "",
                "could not be read from "
                    + store.describe()
                    + " ("
                    + e.getMessage()
                    + "): check that it is still there and may be read, then ask again");
      }
      readers.add(reader);
      return new Result(tries.getLast(), read);
    }

    private static Result await(Future<Result> result) {
      try {
        return result.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while reading traces", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException ours) {
          throw ours;
        }
        if (e.getCause() instanceof Error fatal) {
          throw fatal;
        }
        throw new IllegalStateException("reading traces failed", e.getCause());
      }
    }
  }

  private record Result(ObjectSpans spans, Optional<ObjectRead> read) {}
}

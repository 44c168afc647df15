package dev.clew.traces;

import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Window;
import dev.clew.traces.dialects.Dialects;
import dev.clew.traces.dialects.ObjectReader;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Progress;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
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
  /// Objects read at the same time hold at most this many stored bytes together; larger ones are
  /// read alone, so that memory stays where the limits say.
  private static final long BATCH_BYTES = 8L << 20;

  private static final int BATCH_OBJECTS = 64;

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
    var reading = new Reading(assembly, needs, progress, sorted.size());
    try (ExecutorService threads = Executors.newFixedThreadPool(limits.readers())) {
      int next = 0;
      while (next < sorted.size()) {
        int end = next + 1;
        long bytes = sorted.get(next).sizeBytes();
        while (end < sorted.size()
            && end - next < BATCH_OBJECTS
            && bytes + sorted.get(end).sizeBytes() <= BATCH_BYTES) {
          bytes += sorted.get(end).sizeBytes();
          end++;
        }
        reading.batch(sorted.subList(next, end), threads);
        next = end;
      }
    }
    return assembly.application(window);
  }

  /// One read under way: what may still be held, and how far it has come.
  private final class Reading {
    private final Assembly assembly;
    private final Needs needs;
    private final Progress progress;
    private final int total;
    private long spansLeft = limits.maxSpans();
    private long bytesLeft = limits.maxHeldBytes();
    private int done;

    /// Readers that have nothing to read: what they know of names helps with the next object.
    private final Queue<ObjectReader> readers = new ConcurrentLinkedQueue<>();

    Reading(Assembly assembly, Needs needs, Progress progress, int total) {
      this.assembly = assembly;
      this.needs = needs;
      this.progress = progress;
      this.total = total;
    }

    /// Reads objects at the same time and adds them in their order. Where they do not fit together,
    /// they are read again one after the other, so that which spans are held does not depend on
    /// threads.
    void batch(List<StoredObject> objects, ExecutorService threads) throws IOException {
      if (objects.size() > 1 && limits.readers() > 1) {
        var budget = new AtomicLong(bytesLeft);
        var results = new ArrayList<Future<Result>>();
        for (StoredObject object : objects) {
          results.add(threads.submit(() -> one(object, budget)));
        }
        var finished = new ArrayList<Result>();
        for (Future<Result> result : results) {
          finished.add(await(result));
        }
        long spans = finished.stream().mapToLong(result -> result.spans().spans.size()).sum();
        if (spans <= spansLeft && finished.stream().noneMatch(result -> result.spans().isCut)) {
          bytesLeft = budget.get();
          for (Result result : finished) {
            add(result);
          }
          return;
        }
      }
      for (StoredObject object : objects) {
        var budget = new AtomicLong(bytesLeft);
        Result result = one(object, budget);
        bytesLeft = result.spans().isCut ? 0 : Math.max(0, budget.get());
        add(result);
      }
    }

    private void add(Result result) {
      spansLeft = Math.max(0, spansLeft - result.spans().spans.size());
      assembly.add(result.spans(), result.read());
      done++;
      progress.read(done, total, assembly.spansMet());
    }

    private Result one(StoredObject object, AtomicLong budget) {
      ObjectReader idle = readers.poll();
      ObjectReader reader =
          idle == null ? new ObjectReader(dialects, needs, limits, scratch) : idle;
      var tries = new ArrayList<ObjectSpans>();
      long before = budget.get();
      Optional<ObjectRead> read = Optional.empty();
      try {
        read =
            reader.read(
                store,
                object.key(),
                () -> {
                  if (!tries.isEmpty() && limits.readers() == 1) {
                    budget.set(before);
                  }
                  tries.add(new ObjectSpans(object.key(), spansLeft, budget));
                  return tries.getLast();
                });
      } catch (IOException e) {
        if (tries.isEmpty()) {
          tries.add(new ObjectSpans(object.key(), spansLeft, budget));
        }
        tries
            .getLast()
            .unread(
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

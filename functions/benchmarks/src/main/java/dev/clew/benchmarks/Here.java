package dev.clew.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/// Work within this process.
///
/// @param work gives the figures computed
public record Here(String name, Work work) implements Contender {

  /// Computes.
  @FunctionalInterface
  public interface Work {
    String figures() throws IOException;
  }

  @Override
  public Outcome run() throws IOException {
    System.gc();
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long cpu = machine.getProcessCpuTime();
    long start = System.nanoTime();
    String figures = work.figures();
    long wall = System.nanoTime() - start;
    return new Outcome(
        figures, new Spent(wall, machine.getProcessCpuTime() - cpu, OptionalLong.empty()));
  }
}

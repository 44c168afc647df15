package dev.clew.benchmarks.ask;

/// The least a JVM can be asked to do.
final class Hello {
  private Hello() {}

  public static void main(String... arguments) {
    System.out.println("hello");
  }
}

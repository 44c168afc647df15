package dev.clew.local.serve;

/// What signs requests to the embedded parts; good for this machine only.
public record Credentials(String accessKey, String secretKey) {
  /// What `sam local` and the AWS tools are told in the README. They protect nothing: the embedded
  /// parts listen on loopback alone.
  public static final Credentials LOCAL = new Credentials("local", "local-secret");
}

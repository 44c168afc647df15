package dev.clew.edge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Problem;
import java.util.Locale;
import java.util.Optional;

/// Problems as `application/problem+json` (RFC 9457). Outward go kind, remedy and a reference; the
/// cause stays in the log.
public final class ProblemJson {
  private ProblemJson() {}

  /// The response for a problem.
  ///
  /// @param reference what finds the log entry
  public static Response response(Problem problem, String reference) {
    return response(status(problem.kind()), problem, reference);
  }

  /// As [#response(Problem, String)] where HTTP has a more telling status than the kind's.
  public static Response response(int status, Problem problem, String reference) {
    var tree = tree(status, problem);
    tree.put("instance", "urn:clew:reference:" + reference);
    return Response.of(status, "application/problem+json", tree.toPrettyString());
  }

  /// The problem alone, for those who put it into something larger.
  public static ObjectNode tree(int status, Problem problem) {
    var kind = problem.kind().name().toLowerCase(Locale.ROOT);
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("type", "urn:clew:problem:" + kind);
    tree.put("title", title(problem.kind()));
    tree.put("status", status);
    tree.put("detail", problem.what());
    part(problem.where()).ifPresent(where -> tree.put("where", where));
    part(problem.remedy()).ifPresent(remedy -> tree.put("remedy", remedy));
    return tree;
  }

  private static Optional<String> part(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /// The status of a kind of problem.
  public static int status(Problem.Kind kind) {
    return switch (kind) {
      case USER -> 400;
      case DATA -> 422;
      case LIMIT -> 429;
      case DEPENDENCY -> 503;
      case BUG -> 500;
    };
  }

  private static String title(Problem.Kind kind) {
    return switch (kind) {
      case USER -> "The request can not be carried out";
      case DATA -> "The data can not be read";
      case LIMIT -> "A limit was met";
      case DEPENDENCY -> "Something Clew depends on failed";
      case BUG -> "Something went wrong in Clew";
    };
  }
}

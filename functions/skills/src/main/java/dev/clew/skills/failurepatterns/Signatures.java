package dev.clew.skills.failurepatterns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Puts errors of one kind together.
///
/// Messages are masked ([Mask]) and grouped by tool or span and by class; within a group, templates
/// of as many tokens that share at least [#SIMILAR] of them become one, as in Drain (He et al.,
/// 2017, doi:10.1109/ICWS.2017.13), and then templates of different length that begin and end
/// alike. Distinct messages are taken in order of how often they occur, then of their text, so that
/// the order of the traces does not matter.
final class Signatures {
  /// Share of equal tokens from which two messages are of one kind. Drain's default is .5; two of
  /// four words are too few to call `file not found` and `file not readable` the same.
  static final double SIMILAR = 0.6;

  /// Tokens of a message that are compared.
  private static final int LONGEST = 40;

  /// A group with more templates than this puts further ones under one that says so.
  private static final int MOST_TEMPLATES = 200;

  private static final String OTHERS = "(other messages)";

  private static final Pattern REPEATED = Pattern.compile("(<[a-z*]+>)(?: ?\\1)+");

  private Signatures() {}

  /// Signatures by how many traces they are in, then by errors, then by name.
  ///
  /// @param names that keep their digits and tell messages apart
  static List<Signature> of(List<Failure> failures, KnownNames names) {
    var masked = new HashMap<String, String>();
    var groups = new TreeMap<String, Group>();
    for (var failure : failures) {
      var template =
          masked.computeIfAbsent(failure.cause().message(), message -> template(message, names));
      groups
          .computeIfAbsent(
              failure.owner() + "\n" + failure.type(),
              _ -> new Group(failure.owner(), failure.type(), names))
          .add(template, failure);
    }
    return named(groups.values().stream().flatMap(group -> group.signatures().stream()).toList())
        .stream()
        .sorted(
            Comparator.comparingInt((Signature signature) -> -signature.traces().size())
                .thenComparingInt(signature -> -signature.failures().size())
                .thenComparing(Signature::name))
        .toList();
  }

  /// Signatures that read the same are one.
  private static List<Signature> named(List<Signature> signatures) {
    var byName = new TreeMap<String, Signature>();
    for (var signature : signatures) {
      byName.merge(
          signature.name(),
          signature,
          (one, other) -> {
            var both = new ArrayList<>(one.failures());
            both.addAll(other.failures());
            both.sort(IN_ORDER);
            return Signature.of(one.owner(), one.type(), one.template(), both);
          });
    }
    return List.copyOf(byName.values());
  }

  private static final Comparator<Failure> IN_ORDER =
      Comparator.comparingInt(Failure::trace)
          .thenComparingLong(failure -> failure.span().origin().ordinal())
          .thenComparing(failure -> failure.span().spanId());

  private static String template(String message, KnownNames names) {
    var words = Mask.of(message, names).split(" ");
    return String.join(" ", Arrays.copyOf(words, Math.min(words.length, LONGEST)));
  }

  /// Errors of one owner and class.
  private static final class Group {
    private final String owner;
    private final String type;
    private final KnownNames names;
    private final Map<String, List<Failure>> byTemplate = new HashMap<>();

    Group(String owner, String type, KnownNames names) {
      this.owner = owner;
      this.type = type;
      this.names = names;
    }

    void add(String template, Failure failure) {
      byTemplate.computeIfAbsent(template, _ -> new ArrayList<>()).add(failure);
    }

    List<Signature> signatures() {
      var order =
          byTemplate.entrySet().stream()
              .sorted(
                  Comparator.comparingInt(
                          (Map.Entry<String, List<Failure>> entry) -> -entry.getValue().size())
                      .thenComparing(Map.Entry::getKey))
              .toList();
      var clusters = new ArrayList<Cluster>();
      Cluster others = null;
      for (var entry : order) {
        var tokens = entry.getKey().split(" ");
        var home = home(clusters, tokens);
        if (home == null && clusters.size() >= MOST_TEMPLATES) {
          others = others == null ? new Cluster(new String[] {OTHERS}, names) : others;
          others.failures.addAll(entry.getValue());
        } else {
          if (home == null) {
            home = new Cluster(tokens, names);
            clusters.add(home);
          }
          home.take(tokens, entry.getValue());
        }
      }
      mergeLengths(clusters);
      if (others != null) {
        clusters.add(others);
      }
      return clusters.stream().map(this::signature).toList();
    }

    private Signature signature(Cluster cluster) {
      var failures = new ArrayList<>(cluster.failures);
      failures.sort(IN_ORDER);
      return Signature.of(owner, type, shown(cluster.tokens), failures);
    }

    /// Wildcards in a row are one.
    private static String shown(String[] tokens) {
      return REPEATED.matcher(String.join(" ", tokens)).replaceAll("$1");
    }

    private static @org.jspecify.annotations.Nullable Cluster home(
        List<Cluster> clusters, String[] tokens) {
      Cluster best = null;
      double most = 0;
      for (var cluster : clusters) {
        double similarity = cluster.similarity(tokens);
        if (similarity >= SIMILAR && similarity > most) {
          best = cluster;
          most = similarity;
        }
      }
      return best;
    }

    /// Values of several words make messages of one kind differ in length.
    private static void mergeLengths(List<Cluster> clusters) {
      for (int i = 0; i < clusters.size(); i++) {
        for (int j = clusters.size() - 1; j > i; j--) {
          if (clusters.get(i).begins(clusters.get(j))) {
            clusters.get(i).swallow(clusters.remove(j));
          }
        }
      }
    }
  }

  /// Messages of one template.
  private static final class Cluster {
    String[] tokens;
    final List<Failure> failures = new ArrayList<>();

    private final KnownNames names;

    Cluster(String[] tokens, KnownNames names) {
      this.tokens = tokens.clone();
      this.names = names;
    }

    double similarity(String[] other) {
      if (other.length != tokens.length) {
        return 0;
      }
      int equal = 0;
      for (int i = 0; i < tokens.length; i++) {
        if (tokens[i].equals(other[i])) {
          equal++;
        } else if (names.isIn(tokens[i]) || names.isIn(other[i])) {
          return 0; // what one model says is not what another says
        }
      }
      return equal / (double) tokens.length;
    }

    void take(String[] other, List<Failure> more) {
      for (int i = 0; i < tokens.length; i++) {
        if (!tokens[i].equals(other[i])) {
          tokens[i] = Mask.ANY;
        }
      }
      failures.addAll(more);
    }

    /// Whether most of the longer one is a common beginning and a common end.
    boolean begins(Cluster other) {
      int longer = Math.max(tokens.length, other.tokens.length);
      return tokens.length != other.tokens.length
          && (head(other) + tail(other)) >= SIMILAR * longer
          && !namesBetween(head(other), tokens.length - tail(other), tokens)
          && !namesBetween(head(other), other.tokens.length - tail(other), other.tokens);
    }

    private boolean namesBetween(int from, int to, String[] words) {
      return Arrays.stream(words, from, Math.max(from, to)).anyMatch(names::isIn);
    }

    private int shorter(Cluster other) {
      return Math.min(tokens.length, other.tokens.length);
    }

    private int head(Cluster other) {
      int head = 0;
      while (head < shorter(other) && tokens[head].equals(other.tokens[head])) {
        head++;
      }
      return head;
    }

    private int tail(Cluster other) {
      int most = shorter(other) - head(other);
      int tail = 0;
      while (tail < most
          && tokens[tokens.length - 1 - tail].equals(
              other.tokens[other.tokens.length - 1 - tail])) {
        tail++;
      }
      return tail;
    }

    void swallow(Cluster other) {
      var merged = new ArrayList<>(Arrays.asList(tokens).subList(0, head(other)));
      merged.add(Mask.ANY);
      merged.addAll(Arrays.asList(tokens).subList(tokens.length - tail(other), tokens.length));
      tokens = merged.toArray(String[]::new);
      failures.addAll(other.failures);
      Collections.sort(failures, Comparator.comparingInt(Failure::trace));
    }
  }
}

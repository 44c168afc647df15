package dev.clew.models.prices;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A model's name as the many ways of writing it: `us.anthropic.claude-3-7-sonnet-20250219-v1:0`,
/// `anthropic/claude-3-7-sonnet-latest` and `claude-3.7-sonnet@20250219` are one model.
public final class ModelName {
  /// Bedrock's regions and makers before the name.
  private static final Pattern BEDROCK =
      Pattern.compile(
          "^(?:(?:us-gov|us|eu|apac|global|au|jp|ca|sa)\\.)?"
              + "(?:anthropic|amazon|meta|mistral|cohere|ai21|deepseek|openai)\\.");

  private static final Pattern BEDROCK_VERSION = Pattern.compile("-v\\d+(?::\\d+)?$");
  private static final Pattern DATE = Pattern.compile("-(?:\\d{4}-\\d{2}-\\d{2}|\\d{8})$");
  private static final Pattern REVISION = Pattern.compile("-\\d{3}$");
  private static final Pattern PREVIEW = Pattern.compile("-preview(?:-\\d{2}-\\d{2,4})?$");

  private ModelName() {}

  /// The names to look for in a price table, the most precise first.
  ///
  /// A snapshot's own name stands before the name without its date, since snapshots may have prices
  /// of their own. What changes the price is never taken off: fine-tuned models (`ft:`) and offers
  /// of a router (`:free`) stay what they are.
  public static List<String> candidates(String written) {
    var name = written.strip().toLowerCase(Locale.ROOT);
    name = name.substring(name.lastIndexOf('/') + 1).replace('@', '-');
    name = BEDROCK.matcher(name).replaceFirst("");
    name = BEDROCK_VERSION.matcher(name).replaceFirst("");
    if (name.startsWith("claude-")) {
      name = name.replace('.', '-');
    }
    var names = new LinkedHashSet<String>();
    names.add(name);
    names.add(without(name, "-latest"));
    var undated = DATE.matcher(name).replaceFirst("");
    names.add(undated);
    names.add(REVISION.matcher(undated).replaceFirst(""));
    names.add(PREVIEW.matcher(undated).replaceFirst(""));
    names.remove("");
    return List.copyOf(names);
  }

  private static String without(String name, String end) {
    return name.endsWith(end) ? name.substring(0, name.length() - end.length()) : name;
  }
}

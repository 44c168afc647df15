package dev.clew.interpretation;

/// Builds HTML. Text goes in through [#text] and attributes, escaped; only our own tags go in raw.
final class Html {
  private final StringBuilder out = new StringBuilder(1 << 16);

  /// Markup of ours, never of the data.
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /// Text, escaped, control characters made visible.
  Html text(String text) {
    out.append(escaped(PlainText.lines(text)));
    return this;
  }

  /// `<tag attributes>text</tag>`, the text escaped; attributes are ours.
  Html element(String tag, String attributes, String text) {
    open(tag, attributes).text(text);
    return raw("</" + tag + ">");
  }

  Html open(String tag, String attributes) {
    return raw("<" + tag + (attributes.isEmpty() ? "" : " " + attributes) + ">");
  }

  static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

package dev.clew.skills.exploration;

import dev.clew.skills.predictors.Condition;
import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Columns made of texts, one a thing, the empty one for none.
public final class Texts {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,14})(?:\\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?");

  private Texts() {}

  /// Categories.
  static Column categories(String name, List<String> texts) {
    var known = new HashMap<String, Integer>();
    var dictionary = new ArrayList<String>();
    var codes = new int[texts.size()];
    for (int i = 0; i < codes.length; i++) {
      var text = texts.get(i);
      if (text.isEmpty()) {
        codes[i] = -1;
      } else {
        var code = known.putIfAbsent(text, dictionary.size());
        if (code == null) {
          codes[i] = dictionary.size();
          dictionary.add(text);
        } else {
          codes[i] = code;
        }
      }
    }
    return new Column.Categories(name, codes, dictionary);
  }

  /// Numbers where every text is one as a program writes it (codes such as `007` are none), else
  /// categories.
  static Column typed(String name, List<String> texts) {
    boolean any = false;
    for (var text : texts) {
      if (!text.isEmpty()) {
        any = true;
        if (!NUMBER.matcher(text).matches()) {
          return categories(name, texts);
        }
      }
    }
    if (!any) {
      return categories(name, texts);
    }
    return numbers(
        name,
        texts.stream()
            .mapToDouble(text -> text.isEmpty() ? Double.NaN : Double.parseDouble(text))
            .toArray());
  }

  /// A number as it is written in labels: whole ones without a fraction.
  public static String number(double value) {
    return Double.isInfinite(value) ? Double.toString(value) : Condition.number(value);
  }

  /// Numbers, NaN for none.
  static Column numbers(String name, double[] values) {
    boolean whole = true;
    for (double value : values) {
      whole &= Double.isNaN(value) || value == Math.rint(value);
    }
    return new Column.Numbers(name, values, Map.of(), whole);
  }
}

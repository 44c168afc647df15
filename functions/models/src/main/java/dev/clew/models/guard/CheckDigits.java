package dev.clew.models.guard;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells numbers that somebody issued from numbers that only look so.
final class CheckDigits {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /// Ranges that card schemes use: Visa, Mastercard, American Express, Diners, Discover, JCB,
  /// UnionPay. Times in milli-, micro- or nanoseconds since 1970 begin with a 1, as no card does.
  private static final Pattern ISSUED =
      Pattern.compile(
          "4(?:[0-9]{12}|[0-9]{15})|(?:5[1-5][0-9]{2}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
              + "|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|6(?:011|4[4-9][0-9]|5[0-9]{2})[0-9]{12}"
              + "|35(?:2[89]|[3-8][0-9])[0-9]{12}|62[0-9]{14,17}");

  private CheckDigits() {}

  /// A number of a card scheme whose last digit fits (Luhn; ISO/IEC 7812-1, annex B).
  static boolean isCard(String text) {
    var digits = text.replaceAll("[ -]", "");
    return ISSUED.matcher(digits).matches()
        && luhn(digits)
        && digits.chars().distinct().count() > 1;
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
      int part = i % 2 == 1 ? 2 * digit : digit;
      sum += part > 9 ? part - 9 : part;
    }
    return sum % 10 == 0;
  }

  /// An account number of a country whose two check digits fit (ISO 13616-1, ISO/IEC 7064 MOD
  /// 97-10).
  static boolean isIban(String text) {
    var number = text.replace(" ", "");
    if (number.length() < 15
        || number.length() > 34
        || !(COUNTRIES.contains(number.substring(0, 2)) || number.startsWith("XK"))) {
      return false;
    }
    int rest = 0;
    for (char letter : (number.substring(4) + number.substring(0, 4)).toCharArray()) {
      int value = Character.digit(letter, 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
  }
}

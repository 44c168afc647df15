package dev.clew.models.guard;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// One form of secret or personal data.
///
/// Every repetition is bounded or can not be entered twice for the same letters: hostile text costs
/// no more than its length. A look at the first letter comes before what looks back: most places of
/// a text are passed by with it.
///
/// @param word what is written in its place
/// @param pattern what a group named `keep` holds at its beginning, stays
/// @param check whether what matched is really one
/// @param needs one of these stands in every text that holds one; empty where nothing is sure
record Sought(String word, Pattern pattern, Predicate<String> check, List<String> needs) {

  /// In the order in which they are looked for: what holds others comes first.
  static final List<Sought> ALL =
      List.of(
          of(
                  "private key",
                  "-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
                      + "(?:[^-]{0,8000}+(?:-(?!-)[^-]{0,200}+){0,6}+-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
                      + "|[A-Za-z0-9+/=\\s\\\\]{0,8000})")
              .needing("PRIVATE KEY"),
          // JSON Web Tokens (RFC 7519): '{"' in base64, twice.
          of("token", "(?<![\\w-])eyJ[\\w-]{8,600}\\.[\\w-]{8,8000}(?:\\.[\\w-]{0,2000})?")
              .needing("eyJ"),
          // OpenAI, Anthropic, OpenRouter, Langfuse, DeepSeek and others.
          of("key", "\\b[sp]k-(?=[A-Za-z_-]{0,40}[0-9])[\\w-]{16,400}").needing("k-"),
          // Stripe, Groq, xAI, Perplexity, Replicate, Pinecone, Tavily, LangSmith.
          of(
                  "key",
                  "\\b(?:[sr]k_(?:live|test)_|gsk_|xai-|pplx-|r8_|pcsk_|tvly-|lsv2_[a-z]{2}_)[\\w-]{12,400}")
              .needing(
                  "k_live_", "k_test_", "gsk_", "xai-", "pplx-", "r8_", "pcsk_", "tvly-", "lsv2_"),
          // AWS.
          of("key", "\\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ABIA|ACCA)[A-Z0-9]{16}\\b")
              .needing("AKIA", "ASIA", "AGPA", "AIDA", "AROA", "ANPA", "ABIA", "ACCA"),
          // Google.
          of("key", "\\bAIza[\\w-]{30,60}|\\bya29\\.[\\w-]{20,400}|\\bGOCSPX-[\\w-]{20,60}")
              .needing("AIza", "ya29.", "GOCSPX-"),
          // GitHub, GitLab, npm, PyPI, Hugging Face, Docker, DigitalOcean, Databricks, Vault,
          // Atlassian.
          of(
                  "token",
                  "\\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\\w{20,255}|gl(?:pat|ptt|dt)-[\\w-]{16,100}"
                      + "|npm_[A-Za-z0-9]{30,60}|pypi-[\\w-]{50,400}|hf_[A-Za-z0-9]{20,60}|dckr_pat_[\\w-]{20,60}"
                      + "|do[opr]_v1_[a-f0-9]{64}|dapi[a-f0-9]{32}|hv[sb]\\.[\\w-]{20,300}|ATATT3[\\w=-]{20,400})")
              .needing(
                  "ghp_",
                  "gho_",
                  "ghu_",
                  "ghs_",
                  "ghr_",
                  "github_pat_",
                  "glpat-",
                  "glptt-",
                  "gldt-",
                  "npm_",
                  "pypi-",
                  "hf_",
                  "dckr_pat_",
                  "_v1_",
                  "dapi",
                  "hvs.",
                  "hvb.",
                  "ATATT3"),
          // Slack, SendGrid, Twilio, Telegram, Shopify, Mailgun.
          of(
              "token",
              "(?=[0-9ASksx])(?:\\bxox[abeposr]-[\\w-]{10,300}|\\bxapp-[\\w-]{10,300}|\\bSG\\.[\\w-]{16,40}\\.[\\w-]{16,80}"
                  + "|\\b(?:SK|AC)[a-f0-9]{32}\\b|(?<![\\w:])[0-9]{8,10}:AA[\\w-]{33}(?![\\w-])"
                  + "|\\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\\b|\\bkey-[a-f0-9]{32}\\b)"),
          of("token", "(?<keep>hooks\\.slack\\.com/services/)[\\w/]{20,100}")
              .needing("hooks.slack.com"),
          of("token", "(?<keep>\\b[Bb](?:earer|EARER)[ \\t])[\\w.~+/=-]{12,8000}")
              .needing("earer", "EARER"),
          of(
                  "token",
                  "(?<keep>\\b[Bb](?:asic|ASIC)[ \\t])(?=[A-Za-z+/]{0,40}[0-9=])[A-Za-z0-9+/]{12,400}={0,2}")
              .needing("asic", "ASIC"),
          // Named as such: password=..., "api_key": "...", AWS_SECRET_ACCESS_KEY: ...
          of(
              "secret",
              "(?i)(?=[acprs])(?<keep>(?:password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?key|account[_-]?key"
                  + "|private[_-]?key|access[_-]?token|auth[_-]?token|refresh[_-]?token|session[_-]?token"
                  + "|client[_-]?secret)[\\\\]{0,3}[\"']?\\s{0,3}[:=]{1,2}>?\\s{0,3}[\\\\]{0,3}[\"']?)"
                  + "(?![\"'\\s\\\\:=>\\[<{$*(])[^\\s\"',;{}\\[\\]<>\\\\)]{4,400}",
              Sought::isValue),
          of("credentials", "(?<keep>://)[^\\s/:@\"'<>]{1,100}:[^\\s/@\"'<>]{1,200}(?=@)")
              .needing("://"),
          of("credentials", "(?<keep>://)[\\w-]{20,200}(?=@)").needing("://"),
          of(
                  "email",
                  "(?<![\\w.%+-])[A-Za-z0-9][\\w.%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,5}"
                      + "\\.[A-Za-z]{2,24}\\b")
              .needing("@"),
          of(
              "IBAN",
              "(?=[A-Z])\\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\\b",
              CheckDigits::isIban),
          of(
              "card number",
              "(?=[0-9])(?<![\\w.])(?<![0-9a-f]-)"
                  + "(?:[0-9]{13,19}|[0-9]{4}([ -])[0-9]{4}\\1[0-9]{4}\\1[0-9]{4}|[0-9]{4}([ -])[0-9]{6}\\2[0-9]{4,5})"
                  + "(?![\\w]|[.-][0-9a-f])",
              CheckDigits::isCard),
          of(
              "social security number",
              "(?=[0-9])(?<![\\w.-])(?!000|666|9[0-9]{2})[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![\\w-])"),
          // International (E.164) in one piece or in three and more; North American in its own
          // form.
          of(
              "phone number",
              "(?=[+(0-9])(?<![\\w.+-])(?:\\+[1-9][0-9]{9,14}"
                  + "|\\+[1-9][0-9]{0,2}[ .-]?\\(?[0-9]{1,4}\\)?(?:[ .-][0-9]{2,5}){2,4}"
                  + "|(?:1[ .-])?\\([2-9][0-9]{2}\\) ?[2-9][0-9]{2}[ .-][0-9]{4}"
                  + "|(?:1[ .-])?[2-9][0-9]{2}([.-])[2-9][0-9]{2}\\1[0-9]{4})(?![\\w]|[.-][0-9])",
              Sought::isPhone),
          of(
              "phone number",
              "(?i)(?=[cfmpt])(?<keep>\\b(?:phone|telephone|tel|mobile|cell|fax)(?: number)?[\\\\]{0,3}[\"']?[.:=]{0,2}\\s{0,3}[\\\\]{0,3}[\"']?)"
                  + "(?<![0-9+])\\+?[0-9(][0-9() ./-]{6,18}[0-9](?![\\w])",
              Sought::isPhone),
          of(
              "IP address",
              "(?=[0-9])(?<![\\w.])[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}(?![\\w]|\\.[0-9])",
              Sought::isSomebodysAddress),
          of(
              "IP address",
              "(?=[0-9a-fA-F]{1,4}:)(?<![\\w:.])(?:(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"
                  + "|[23][0-9a-fA-F]{3}(?::[0-9a-fA-F]{1,4}){1,5}:(?::[0-9a-fA-F]{1,4}){1,5}"
                  + "|[23][0-9a-fA-F]{3}:(?::[0-9a-fA-F]{1,4}){1,6})(?![\\w:])"));

  /// Whether the pattern has a beginning that stays.
  boolean keeps() {
    return pattern.namedGroups().containsKey("keep");
  }

  private static Sought of(String word, String pattern) {
    return of(word, pattern, _ -> true);
  }

  private static Sought of(String word, String pattern, Predicate<String> check) {
    return new Sought(word, Pattern.compile(pattern), check, List.of());
  }

  private Sought needing(String... any) {
    return new Sought(word, pattern, check, List.of(any));
  }

  /// Whether it is worth looking for it.
  boolean mayStandIn(String text) {
    return needs.isEmpty() || needs.stream().anyMatch(text::contains);
  }

  /// What stands for no value is no secret.
  private static boolean isValue(String text) {
    return !text.matches(
        "(?i)(?:null|none|nil|true|false|undefined|required|optional|string|[*.xX_-]+"
            + "|(?:os|process|env|config|self|args|settings|secrets)\\.|get_?(?:env|pass)).*");
  }

  /// Seven digits and more, of which not all are the same.
  private static boolean isPhone(String text) {
    var digits = text.replaceAll("[^0-9]", "");
    return digits.length() >= 7 && digits.length() <= 15 && digits.chars().distinct().count() > 1;
  }

  /// Four numbers below 256. Versions of browsers and masks look like that too, and this machine is
  /// nobody's.
  private static boolean isSomebodysAddress(String text) {
    for (var part : text.split("\\.", -1)) {
      if (Integer.parseInt(part) > 255 || (part.length() > 1 && part.startsWith("0"))) {
        return false;
      }
    }
    return !text.endsWith(".0.0.0")
        && !text.startsWith("127.")
        && !text.startsWith("0.")
        && !text.startsWith("255.");
  }
}

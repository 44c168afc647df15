package dev.clew.models.settings;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.models.guard.Allowance;
import dev.clew.models.openai.OpenAiModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the environment says about language models.
///
/// - `CLEW_MODEL=off` calls none, whatever else is set; `on` insists on one.
/// - `OPENAI_API_KEY` is sent as a bearer token. On AWS `CLEW_MODEL_KEY_SECRET` names the secret
///   that holds it instead.
/// - `OPENAI_BASE_URL` is any server that speaks OpenAI's protocol; it may need no key.
/// - `CLEW_MODEL_STRONG`, `CLEW_MODEL_FAST` name the models.
/// - `CLEW_REDACT=off` leaves secrets and personal data in what is sent.
/// - `CLEW_MODEL_CALLS`, `CLEW_MODEL_TOKENS`, `CLEW_MODEL_USD` limit one question;
///   `CLEW_MODEL_USD=none` sets no limit in money.
/// - `CLEW_MODEL_SECONDS` is the longest that one call may take: a model on one's own machine may
///   need more than a hosted one. `CLEW_MODEL_TOTAL_SECONDS` is the longest that all calls for one
///   question may take together: twice that, unless it is set.
///
/// Without a key and without a server the models are off.
///
/// @param endpoint where the models are; empty when they are off. Its key is empty while
///   [#keySecret] names where to get it
/// @param keySecret name (an ARN) of the secret with the key
/// @param redacts whether secrets and personal data are taken out before sending
/// @param longestCall what one call may take, were there no other limit
public record ModelSettings(
    Optional<OpenAiModel.Endpoint> endpoint,
    Optional<String> keySecret,
    Allowance allowance,
    boolean redacts,
    Duration longestCall) {

  /// What one call may take unless something else is set.
  public static final Duration LONGEST_CALL = Duration.ofSeconds(90);

  private static final long MOST_SECONDS = 3_600;

  /// Writes and judges. OpenAI's models that take no reasoning effort of `none` can not call tools
  /// in chat completions (gpt-6.1-sol is one), so they are no default.
  public static final String STRONG = "gpt-6-sol";

  /// Chooses among a few.
  public static final String FAST = "gpt-6-luna";

  /// No model.
  public static final ModelSettings OFF =
      new ModelSettings(Optional.empty(), Optional.empty(), Allowance.USUAL, true, LONGEST_CALL);

  /// @param environment as the process has it; a variable that is blank counts as not set
  /// @throws ClewException of kind USER that names the variable and never shows a key
  public static ModelSettings of(Map<String, String> environment) {
    var variables = new Variables(environment);
    var longest = variables.seconds("CLEW_MODEL_SECONDS", LONGEST_CALL);
    var allowance =
        new Allowance(
            variables.whole("CLEW_MODEL_CALLS", Allowance.USUAL.calls()),
            variables.whole("CLEW_MODEL_TOKENS", Allowance.USUAL.tokens()),
            variables.usd("CLEW_MODEL_USD", Allowance.USUAL.usd()),
            variables.seconds("CLEW_MODEL_TOTAL_SECONDS", longest.multipliedBy(2)));
    boolean redacts = variables.isOn("CLEW_REDACT").orElse(true);
    var wanted = variables.isOn("CLEW_MODEL");
    var key = variables.text("OPENAI_API_KEY").map(ModelSettings::key);
    var secret =
        key.isPresent() ? Optional.<String>empty() : variables.text("CLEW_MODEL_KEY_SECRET");
    var url = variables.text("OPENAI_BASE_URL");
    boolean configured = key.isPresent() || secret.isPresent() || url.isPresent();
    if (wanted.equals(Optional.of(true)) && !configured) {
      throw wrong(
          "CLEW_MODEL",
          "models are to be used, but there is no key and no server",
          "Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server that needs none");
    }
    if (wanted.equals(Optional.of(false)) || !configured) {
      return new ModelSettings(Optional.empty(), Optional.empty(), allowance, redacts, longest);
    }
    var server = url.map(ModelSettings::url).orElse(OpenAiModel.Endpoint.OPENAI);
    var strong = variables.text("CLEW_MODEL_STRONG");
    var fast = variables.text("CLEW_MODEL_FAST");
    // Another server hardly has OpenAI's models: there, the one that is named answers for both.
    boolean elsewhere = !server.getHost().equals(OpenAiModel.Endpoint.OPENAI.getHost());
    return new ModelSettings(
        Optional.of(
            new OpenAiModel.Endpoint(
                server,
                key.orElse(""),
                strong.or(() -> elsewhere ? fast : Optional.empty()).orElse(STRONG),
                fast.or(() -> elsewhere ? strong : Optional.empty()).orElse(FAST))),
        secret,
        allowance,
        redacts,
        longest);
  }

  /// Whether there is a model to call.
  public boolean isOn() {
    return endpoint.isPresent();
  }

  /// The same with the key that the secret held.
  public ModelSettings withKey(String key) {
    return new ModelSettings(
        endpoint.map(
            at -> new OpenAiModel.Endpoint(at.baseUrl(), key(key.strip()), at.strong(), at.fast())),
        Optional.empty(),
        allowance,
        redacts,
        longestCall);
  }

  /// Keys are visible ASCII: anything else came with a copied line end, and would be refused by the
  /// HTTP client in a message that may show it.
  private static String key(String key) {
    if (key.chars().anyMatch(letter -> letter <= ' ' || letter > '~')) {
      throw wrong(
          "OPENAI_API_KEY",
          "the key holds a blank or a letter that no key has",
          "Copy the key once more, on one line");
    }
    return key;
  }

  private static URI url(String text) {
    return url(text, "OPENAI_BASE_URL");
  }

  /// The address of a server that speaks OpenAI's protocol.
  ///
  /// @param variable where it was given, for errors
  static URI url(String text, String variable) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw badUrl(variable, "it is no URL");
    }
    var scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw badUrl(variable, "it does not begin with https:// or http://");
    }
    if (url.getHost() == null) {
      throw badUrl(variable, "it names no host");
    }
    if (url.getRawUserInfo() != null) {
      throw badUrl(variable, "it holds a user or password, which go into OPENAI_API_KEY");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw badUrl(variable, "it holds a '?' or '#'");
    }
    var path = url.getRawPath().replaceFirst("/+$", "");
    if (path.endsWith("/chat/completions")) {
      throw badUrl(variable, "it ends with /chat/completions, which is put behind it");
    }
    return URI.create(
        scheme + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + path);
  }

  private static ClewException badUrl(String variable, String what) {
    return wrong(variable, "no address of a model server: " + what, "Write it as https://HOST/v1");
  }

  private static ClewException wrong(String variable, String what, String remedy) {
    return new Problem(Problem.Kind.USER, what, variable, remedy).asException();
  }

  /// Named texts, read one way.
  private record Variables(Map<String, String> environment) {

    Optional<String> text(String name) {
      return Optional.ofNullable(environment.get(name))
          .map(String::strip)
          .filter(value -> !value.isEmpty());
    }

    Optional<Boolean> isOn(String name) {
      return text(name)
          .map(value ->
              switch (value.toLowerCase(Locale.ROOT)) {
                case "on" -> true;
                case "off" -> false;
                default ->
                    throw wrong(
                        name,
                        "it is neither 'on' nor 'off'",
                        name.equals("CLEW_MODEL")
                            ? "Set one of them; models are named by CLEW_MODEL_STRONG and"
                                + " CLEW_MODEL_FAST"
                            : "Set one of them");
              });
    }

    long whole(String name, long usual) {
      var value = text(name);
      if (value.isEmpty()) {
        return usual;
      }
      var digits = value.get().replace("_", "");
      if (!digits.matches("[0-9]{1,15}")) {
        throw wrong(
            name,
            "'" + value.get() + "' is no whole number from 0 on",
            "Write it as " + usual + "; 0 allows none");
      }
      return Long.parseLong(digits);
    }

    Duration seconds(String name, Duration usual) {
      if (text(name).isEmpty()) {
        return usual;
      }
      long seconds = whole(name, usual.toSeconds());
      if (seconds < 1 || seconds > MOST_SECONDS) {
        throw wrong(
            name,
            "'" + seconds + "' seconds are no time to answer in",
            "Write 1 to " + MOST_SECONDS);
      }
      return Duration.ofSeconds(seconds);
    }

    OptionalDouble usd(String name, OptionalDouble usual) {
      var value = text(name);
      if (value.isEmpty()) {
        return usual;
      }
      if (value.get().equalsIgnoreCase("none")) {
        return OptionalDouble.empty();
      }
      if (!value.get().matches("[0-9]{1,9}(?:\\.[0-9]{1,9})?")) {
        throw wrong(
            name,
            "'" + value.get() + "' is no amount of US dollars from 0 on",
            "Write it as 0.50, or none for no limit");
      }
      return OptionalDouble.of(Double.parseDouble(value.get()));
    }
  }
}

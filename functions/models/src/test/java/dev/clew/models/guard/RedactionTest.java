package dev.clew.models.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String A40 = "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6e7f8a9b0";
  private static final String HEX32 = "0123456789abcdef0123456789abcdef";

  /// A secret and the word that takes its place. None of them is or was in use: they are put
  /// together here so that no file holds one whole.
  static Stream<List<String>> secrets() {
    return Stream.of(
        List.of("sk-" + "proj-" + A40, "key"),
        List.of("sk-" + "ant-api03-" + A40, "key"),
        List.of("sk-" + "or-v1-" + A40, "key"),
        List.of("pk-" + "lf-1234abcd-12ab-34cd-56ef-1234567890ab", "key"),
        List.of("sk_" + "live_" + A40, "key"),
        List.of("gsk_" + A40, "key"),
        List.of("xai-" + A40, "key"),
        List.of("pplx-" + A40, "key"),
        List.of("r8_" + A40, "key"),
        List.of("tvly-" + A40, "key"),
        List.of("lsv2_" + "pt_" + A40, "key"),
        List.of("AKIA" + "IOSFODNN7EXAMPLE", "key"),
        List.of("ASIA" + "IOSFODNN7EXAMPLE", "key"),
        List.of("AIza" + "SyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q", "key"),
        List.of("ya29." + A40, "key"),
        List.of("ghp_" + A40, "token"),
        List.of("github_pat_" + A40, "token"),
        List.of("glpat-" + A40, "token"),
        List.of("npm_" + A40, "token"),
        List.of("hf_" + A40, "token"),
        List.of("dapi" + HEX32, "token"),
        List.of("hvs." + A40, "token"),
        List.of("xoxb-" + "1234567890-abcdefghij", "token"),
        List.of("SG." + "abcdefghijklmnopqrstuv." + A40, "token"),
        List.of("AC" + HEX32, "token"),
        List.of("123456789:AA" + "abcdefghijklmnopqrstuvwxyz0123456", "token"),
        List.of("shpat_" + HEX32, "token"),
        // RFC 7519, 3.1: the example of a token.
        List.of(
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
                + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
                + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            "token"),
        List.of("anna.b+test@mail.example.co.uk", "email"),
        List.of("ANNA_B@EXAMPLE.ORG", "email"),
        // Card numbers that schemes and payment providers publish for tests.
        List.of("4111111111111111", "card number"),
        List.of("4111 1111 1111 1111", "card number"),
        List.of("4012-8888-8888-1881", "card number"),
        List.of("5555555555554444", "card number"),
        List.of("2223003122003222", "card number"),
        List.of("378282246310005", "card number"),
        List.of("3782 822463 10005", "card number"),
        List.of("30569309025904", "card number"),
        List.of("6011111111111117", "card number"),
        List.of("3530111333300000", "card number"),
        // ISO 13616 registry: the examples of Germany, Great Britain, France, Norway and Malta.
        List.of("DE89370400440532013000", "IBAN"),
        List.of("DE89 3704 0044 0532 0130 00", "IBAN"),
        List.of("GB29 NWBK 6016 1331 9268 19", "IBAN"),
        List.of("FR14 2004 1010 0505 0001 3M02 606", "IBAN"),
        List.of("NO93 8601 1117 947", "IBAN"),
        List.of("MT84MALT011000012345MTLCAST001S", "IBAN"),
        List.of("123-45-6789", "social security number"),
        List.of("+14155550100", "phone number"),
        List.of("+1 415-555-0100", "phone number"),
        List.of("+1 (415) 555-0100", "phone number"),
        List.of("+44 20 7946 0958", "phone number"),
        List.of("+49 30 23125 000", "phone number"),
        List.of("(415) 555-0100", "phone number"),
        List.of("415-555-0100", "phone number"),
        List.of("415.555.0100", "phone number"),
        List.of("203.0.113.7", "IP address"),
        List.of("192.168.178.20", "IP address"),
        List.of("2001:db8:85a3::8a2e:370:7334", "IP address"),
        List.of("2001:0db8:85a3:0000:0000:8a2e:0370:7334", "IP address"));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void aSecretBecomesItsWordWhereverItStands(List<String> secret) {
    var word = "[" + secret.get(1) + "]";
    for (var frame :
        List.of(
            "%s",
            "see %s here",
            "\"%s\"",
            "{\"a\": \"%s\"}",
            "(%s)",
            "x=%s;",
            "%s\nnext",
            "<%s>",
            "`%s`, and")) {
      var redacted = Redaction.of(frame.formatted(secret.getFirst()));
      assertEquals(frame.formatted(word), redacted.text());
      assertEquals(1, redacted.count());
    }
  }

  /// What is named as a secret is one, whatever it looks like.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: ~swordfish",
        "PASSWORD=~swordfish",
        "DB_PASSWORD=~swordfish99",
        "\"password\": \"~swordfish\"",
        "{\\\"password\\\": \\\"~swordfish\\\"}",
        "'api_key': '~swordfish'",
        "api-key=~swordfish",
        "OPENAI_API_KEY=~swordfish",
        "AWS_SECRET_ACCESS_KEY: ~wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "client_secret => ~swordfish",
        "AccountKey=~swordfish==",
        "refresh_token = \"~swordfish\"",
        "Authorization: Bearer ~swordfish-swordfish",
        "authorization: Basic ~QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
      })
  void whatIsNamedAsASecretIsTakenOutAndItsNameStays(String text) {
    var name = text.substring(0, text.indexOf('~'));
    var redacted = Redaction.of(text.replace("~", ""));
    assertEquals(1, redacted.count(), redacted::text);
    assertTrue(redacted.text().startsWith(name + "["), redacted::text);
    assertFalse(redacted.text().matches("(?s).*(swordfish|wJalr|QWxh|==).*"), redacted::text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RSA PRIVATE KEY", "PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"})
  void aPrivateKeyGoesWholeAndSoDoesOneWithoutItsEnd(String kind) {
    var body = ("MIIEpAIBAAKCAQEA" + "x7/+".repeat(12) + "\n").repeat(25);
    var whole = "-----BEGIN " + kind + "-----\n" + body + "-----END " + kind + "-----";
    assertEquals("a [private key] b", Redaction.of("a " + whole + " b").text());
    assertEquals(
        "[private key]", Redaction.of(whole.replace("\n", "\\n")).text(), "escaped in JSON");
    var cut = Redaction.of("-----BEGIN " + kind + "-----\n" + body);
    assertEquals("[private key]", cut.text());
  }

  @Test
  void anAddressKeepsItsHostAndLosesItsUser() {
    assertEquals(
        "postgres://[credentials]@db.example.org:5432/x",
        Redaction.of("postgres://anna:p4ss@db.example.org:5432/x").text());
    assertEquals(
        "https://[credentials]@host/x.git",
        Redaction.of("https://abcdefghij0123456789@host/x.git").text());
  }

  @Test
  void aPhoneNumberThatIsNamedSoNeedsNoForm() {
    assertEquals(
        "{\"phone\": \"[phone number]\"}", Redaction.of("{\"phone\": \"555 0100 123\"}").text());
    assertEquals("Tel. [phone number].", Redaction.of("Tel. 030 23125 000.").text());
  }

  /// What traces and logs are full of.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "trace 0af7651916cd43dd8448eb211c80319c span b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "550e8400-e29b-41d4-a716-446655440000",
        "5FB397BE34D26B51",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "2026-11-20T10:00:00.123456789Z to 2026-11-20T10:00:00+02:00",
        "1700000000 1700000000123 1700000000123456 1700000000123456789",
        "\"startTimeUnixNano\": \"1544712660000000000\"",
        "0.123456789012345 -1.2345678901234567e-10 +0.01234567 3.14159",
        "[0.4111111111111111, 123456.7890, 1e308]",
        "4111111111111112 (no check digit) 4000000000 row 70000..75000",
        "123456789012345678 9999999999999999 0000000000000000",
        "gpt-4o-mini-2024-07-18 claude-3-7-sonnet-20250219 gemini-2.5-pro-preview-05-06",
        "us.anthropic.claude-3-7-sonnet-20250219-v1:0",
        "HAT001, HAT136 from JFK to SEA, reservation ZFA04Y, user mia_li_3668",
        "credit_card_4421486 gift_card_8516878 certificate_7504069",
        "flights 1,234,567 and 2,500; 350 400 2001 233 456 7890",
        "max_tokens=4096, prompt_tokens: 1234, total_token_count=99999",
        "token: the word; the password is required; api_key: None, secret=null, password=\"\"",
        "password: str, api_key=os.environ[\"KEY\"], secret: {{secret}}, password=<yours>, pwd=***",
        "std::vector<int>, a::b, 10:20:30:40, 12:34:56.789",
        "127.0.0.1 0.0.0.0 Chrome/120.0.0.0 v1.2.3.4 1.2.3 1.2.3.4.5 300.1.2.3 2026.11.20.1",
        "git@host user@localhost @app.route pkg@1.2.3 a @ b",
        "sk-cube-grid-animation sk-learn task-12345678901234567890",
        "https://example.org:8080/a?b=c#d http://localhost:11434/v1",
        "ISBN 978-3-16-148410-0, DOI 10.1000/182, 2505.08638, 12-34-5678",
        "US12ABCD1234EFGH (no check digits) AB12CDEF3456789A",
        "AUC .912 (.905-.919), p = 0.00012, n = 1,000,000, 2020-03-04 2021-05-06"
      })
  void whatOnlyLooksLikeASecretStays(String text) {
    assertEquals(new Redaction.Redacted(text, Map.of()), Redaction.of(text));
  }

  @Test
  void idsAndNumbersMadeByChanceStay() {
    var random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      var text =
          switch (i % 5) {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> "%016x".formatted(random.nextLong());
            case 2 ->
                Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
            case 3 ->
                Long.toString(
                    1_600_000_000_000_000_000L + random.nextLong(200_000_000_000_000_000L));
            default -> Integer.toString(random.nextInt());
          };
      assertEquals(text, Redaction.of(text).text());
    }
  }

  /// Of the data that tests may read: nothing but what stands there as addresses of people (made up
  /// by the makers of the data) is taken out of dialogues, traces and tables.
  @Test
  void realTracesAndTablesLoseNoIds() throws Exception {
    var data = System.getenv("CLEW_DATA");
    Assumptions.assumeTrue(
        data != null && !data.isBlank(), "CLEW_DATA names no folder with real data");
    for (var name :
        List.of("tau_bench/gpt-4o-airline.json", "tabular/california_housing_reference.csv")) {
      var path = Path.of(data, name);
      if (!Files.exists(path)) {
        continue;
      }
      var text = Files.readString(path);
      text = text.substring(0, Math.min(text.length(), 400_000));
      var redacted = Redaction.of(text).text();
      assertTrue(text.replaceAll("[\\w.%+-]+@[\\w-]+\\.com\\b", "[email]").equals(redacted), name);
    }
  }

  @Test
  void twiceIsAsOnce() {
    var all = new StringBuilder();
    secrets().forEach(secret -> all.append(secret.getFirst()).append(" ; "));
    all.append("password: swordfish, https://anna:p4ss@host/ and Bearer swordfish-swordfish");
    var once = Redaction.of(all.toString());
    assertEquals(new Redaction.Redacted(once.text(), Map.of()), Redaction.of(once.text()));
  }

  /// Half a minute for a text that costs a second: what takes more than linear time takes hours.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.",
        "a@",
        "@",
        "1",
        "1 ",
        "4111 ",
        "1.1.",
        "+1 ",
        "(2",
        "-----BEGIN PRIVATE KEY-----",
        "eyJ-",
        "eyJaaaaaaaa.",
        "sk-",
        "sk-a1",
        "bearer ",
        "password=",
        "password=\\\\\\",
        "://a:",
        "://",
        "phone ",
        "tel 1",
        "AB12 ",
        "AB12CDEF",
        "a:",
        "2001:",
        "::",
        "\\",
        "\"",
        " ",
        "basic a",
        "123-45-",
        "key-",
        "SG.",
        "xoxb-",
        "AA:",
        "123456789:AA"
      })
  void hostileTextCostsNoMoreThanItsLength(String unit) {
    int length = Boolean.getBoolean("clew.deep") ? 1_000_000 : 150_000;
    var text = unit.repeat(length / unit.length());
    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> assertTrue(Redaction.of(text).count() >= 0));
  }
}

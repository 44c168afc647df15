package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Results;
import dev.clew.evidence.StepStatus;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.EqualFacts;
import dev.clew.investigation.StepRequest;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Models;
import dev.clew.models.openai.OpenAiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What must become of an investigation whose model fails, by fault: over HTTP in OpenAI's
/// protocol, with checks that share no code with what they check.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTableTest {
  /// What must come of a fault.
  private enum Must {
    /// The playbook finishes the investigation as if there were no model, and the answer says from
    /// where on and why.
    ALONE,
    /// So it does, and what the model wanted is refused and told.
    REFUSED,
    /// The model leads, within bounds: the plan ends, and each step in it is done or says why not.
    BOUNDED
  }

  /// @param what the fault, in words
  /// @param says what the answer says of it
  /// @param huge whether each step's result holds 200,000 tokens and more
  /// @param claimed tokens that the server says each call took
  private record Fault(
      String what, AgentVice vice, Must must, String says, boolean huge, long claimed) {
    Fault(String what, AgentVice vice, Must must, String says) {
      this(what, vice, must, says, false, 110);
    }
  }

  private static final List<Fault> TABLE =
      List.of(
          new Fault("429 storms", AgentVice.STORM_OF_429, Must.ALONE, "from step S2 on"),
          new Fault("500", AgentVice.STATUS_500, Must.ALONE, "answered 50"),
          new Fault("time-outs", AgentVice.TIMES_OUT, Must.ALONE, "did not answer in 150 ms"),
          new Fault(
              "half a response", AgentVice.HALF_AN_ANSWER, Must.ALONE, "broke off its answer"),
          new Fault("the line breaks", AgentVice.BROKEN_LINE, Must.ALONE, "could not be reached"),
          new Fault("no choice in the response", AgentVice.NO_CHOICE, Must.ALONE, "no completion"),
          new Fault("invalid JSON", AgentVice.INVALID_JSON, Must.REFUSED, "JSON"),
          new Fault("unknown tools", AgentVice.A_TOOL_THAT_IS_NONE, Must.REFUSED, "no tool"),
          new Fault("wrong arguments", AgentVice.WRONG_ARGUMENTS, Must.REFUSED, "after S1"),
          new Fault(
              "a target that is none", AgentVice.MADE_UP_TARGET, Must.REFUSED, "the-other-one"),
          new Fault("windows nobody named", AgentVice.MADE_UP_WINDOW, Must.REFUSED, "rows 11..42"),
          new Fault("endless adding", AgentVice.ADDS_FOR_EVER, Must.BOUNDED, ""),
          new Fault("endless looking", AgentVice.LOOKS_FOR_EVER, Must.BOUNDED, ""),
          new Fault("endless branching", AgentVice.BRANCHES_FOR_EVER, Must.BOUNDED, ""),
          new Fault("endless asking", AgentVice.ASKS_FOR_EVER, Must.BOUNDED, ""),
          new Fault("empty content", AgentVice.EMPTY, Must.REFUSED, "after S1"),
          new Fault(
              "cut by length", AgentVice.CUT_BY_LENGTH, Must.REFUSED, "cut off before its end"),
          new Fault("a refusal", AgentVice.REFUSES, Must.REFUSED, "it was refused"),
          new Fault("obeys what the data say", AgentVice.OBEYS_THE_DATA, Must.REFUSED, "after S1"),
          new Fault("types numbers", AgentVice.TYPES_NUMBERS, Must.REFUSED, "after S1"),
          new Fault("claims done", AgentVice.CLAIMS_DONE, Must.REFUSED, "steps are open: S2"),
          new Fault(
              "causes that no fact supports", AgentVice.FALSE_CAUSES, Must.REFUSED, "no fact"),
          new Fault("contradicts itself", AgentVice.CONTRADICTS_ITSELF, Must.BOUNDED, ""),
          new Fault("drops what it can", AgentVice.DROPS_ALL, Must.BOUNDED, ""),
          new Fault("200,000-token inputs", AgentVice.LOOKS_FOR_EVER, Must.BOUNDED, "", true, 110),
          new Fault(
              "calls of 200,000 tokens",
              AgentVice.ADDS_FOR_EVER,
              Must.ALONE,
              "budget of tokens",
              false,
              200_000));

  /// These fail whatever is asked for.
  private static final Set<AgentVice> IN_PROTOCOL =
      EnumSet.range(AgentVice.STORM_OF_429, AgentVice.NO_CHOICE);

  private static final String QUESTION =
      "What do the frameworks' runs cost, and where does their time go?";
  private static final Path DATA = Path.of("samples");
  private static final Allowance ALLOWANCE = new Allowance(30, 150_000, OptionalDouble.of(1));
  private static final int MOST_CHARACTERS = 120_000;
  private static final int MOST_STEPS = 40;
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{L}\\p{N}_.:/-])[0-9][0-9,]*(?:\\.[0-9]+)?(?![\\p{L}\\p{N}_])");

  /// A figure may be shown as a percentage, in thousands or in a larger unit of time.
  private static final double[] SCALES = {1, 100, 1e-3, 1e-6, 1e-9, 1 / 60e3, 1 / 3600e3};

  private Inquiries inquiries;

  @BeforeAll
  void open(@TempDir Path scratch) {
    inquiries = Inquiries.samples(scratch);
  }

  @TestFactory
  Stream<DynamicTest> whateverTheModelDoesTheAnswerIsTrueOrHonestlyPartial() {
    return TABLE.stream().map(fault -> DynamicTest.dynamicTest(fault.what(), () -> holds(fault)));
  }

  private void holds(Fault fault) throws IOException {
    var files = files();
    List<StepRequest> own = new ArrayList<>();
    var without = answer(Models.off("off in this test"), fault, own);
    var leader = new BadLeader(fault.vice(), new SplittableRandom(7));
    List<StepRequest> run = new ArrayList<>();
    Answer answer;
    List<OpenAiServer.Asked> asked;
    try (var server = new OpenAiServer(request -> told(fault, leader, request))) {
      answer = answer(models(server, fault), fault, run);
      asked = server.asked();
    }
    var told = fault.what() + ": " + AnswerJson.tree(answer).toPrettyString();

    assertFalse(asked.isEmpty(), "the model is asked");
    assertEquals(files, files(), "no write");
    assertTrue(
        asked.stream().allMatch(one -> one.path().equals("/v1/chat/completions")), "no other call");
    assertEquals(List.of(), notOffered(run, own, asked), told);
    assertTrue(asked.size() <= ALLOWANCE.calls(), told);
    assertTrue((asked.size() - 1) * fault.claimed() <= ALLOWANCE.tokens(), told);
    assertTrue(
        asked.stream().allMatch(one -> one.text().length() < MOST_CHARACTERS),
        "a request is too long");
    assertEquals(List.of(), unsupported(answer, without), told);
    assertEquals(List.of(), causesWithoutFacts(answer), told);
    for (var poison : List.of(BadLeader.POISON, "4242", "the moon", "Atlantis")) {
      assertFalse(said(answer).contains(poison), told);
    }
    var remarks = String.join("\n", answer.routing().refused()) + "\n" + answer.voice().off();
    assertTrue(remarks.contains(fault.says()), remarks);
    switch (fault.must()) {
      case ALONE -> {
        same(without, answer, told);
        assertFalse(answer.voice().off().isEmpty(), told);
      }
      case REFUSED -> {
        same(without, answer, told);
        assertFalse(answer.routing().refused().isEmpty(), told);
      }
      case BOUNDED -> {
        assertTrue(run.size() <= MOST_STEPS, told);
        for (var step : answer.plan().steps()) {
          assertTrue(step.status() == StepStatus.DONE || !step.reason().isEmpty(), told);
        }
      }
    }
  }

  private static void same(Answer without, Answer answer, String told) {
    assertTrue(EqualFacts.equal(without.facts(), answer.facts()), told);
    assertEquals(without.causes(), answer.causes(), told);
    assertEquals(without.status(), answer.status(), told);
    assertEquals(
        without.plan().steps().stream().map(Answer.Step::skill).toList(),
        answer.plan().steps().stream().map(Answer.Step::skill).toList(),
        told);
  }

  // ---- the checks

  private static Map<String, Long> files() throws IOException {
    try (var files = Files.walk(DATA)) {
      var all = new TreeMap<String, Long>();
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.put(
            file.toString(),
            31 * Files.getLastModifiedTime(file).toMillis()
                + Arrays.hashCode(Files.readAllBytes(file)));
      }
      return all;
    }
  }

  /// Steps that were run though they are neither the playbook's nor were offered as what a tool
  /// takes.
  private static List<String> notOffered(
      List<StepRequest> run, List<StepRequest> own, List<OpenAiServer.Asked> asked) {
    Set<String> offered = new HashSet<>();
    for (var one : asked) {
      one.body()
          .path("tools")
          .findValues("enum")
          .forEach(values -> values.forEach(value -> offered.add(value.asText())));
    }
    return run.stream()
        .filter(step -> own.stream().noneMatch(one -> one.skill().equals(step.skill())))
        .filter(step -> !offered.contains(step.skill()) || !offered.contains(step.target()))
        .map(step -> step.skill() + " on " + step.target())
        .toList();
  }

  private static List<String> causesWithoutFacts(Answer answer) {
    var ids = answer.facts().stream().map(Fact::id).collect(Collectors.toSet());
    return answer.causes().stream()
        .filter(cause -> cause.verdict() != Answer.Verdict.OPEN)
        .filter(cause -> cause.factIds().isEmpty() || !ids.containsAll(cause.factIds()))
        .map(Answer.Cause::cause)
        .toList();
  }

  /// Numbers that a reader is told and that are neither a fact's, at the places that are shown, nor
  /// in what is said without a model.
  private static List<String> unsupported(Answer answer, Answer without) {
    var known = numbers(said(without)).collect(Collectors.toSet());
    return numbers(said(answer))
        .filter(number -> !known.contains(number))
        .filter(number -> answer.facts().stream().noneMatch(fact -> shows(fact, number)))
        .distinct()
        .toList();
  }

  private static Stream<String> numbers(String text) {
    return NUMBER.matcher(text).results().map(match -> match.group().replace(",", ""));
  }

  private static boolean shows(Fact fact, String number) {
    if (fact.name().contains(number)
        || (fact.value() instanceof FactValue.Text(var text) && text.contains(number))) {
      return true;
    }
    int point = number.indexOf('.');
    double half = 0.5 * Math.pow(10, point < 0 ? 0 : point + 1 - number.length()) + 1e-9;
    double shown = Double.parseDouble(number);
    return values(fact)
        .anyMatch(value ->
            Arrays.stream(SCALES)
                .anyMatch(scale -> Math.abs(Math.abs(value * scale) - shown) <= half));
  }

  private static DoubleStream values(Fact fact) {
    var value =
        switch (fact.value()) {
          case FactValue.Whole(long whole) -> DoubleStream.of(whole);
          case FactValue.Real(double real) -> DoubleStream.of(real);
          case FactValue.Text _, FactValue.Flag _, FactValue.Nothing _ -> DoubleStream.empty();
        };
    return DoubleStream.concat(
        value, DoubleStream.concat(fact.low().stream(), fact.high().stream()));
  }

  /// All that a reader is told in sentences, figures put in.
  private static String said(Answer answer) {
    var tree = AnswerJson.tree(answer);
    var said = new ArrayList<String>();
    said.add(tree.path("summary").asText());
    tree.path("findings").forEach(one -> said.add(one.path("title").asText()));
    tree.path("findings").forEach(one -> said.add(one.path("statement").asText()));
    tree.path("causes").forEach(one -> said.add(one.path("reason").asText()));
    said.add(tree.path("voice").path("meaning").asText());
    tree.path("voice").path("advice").forEach(one -> said.add(one.path("text").asText()));
    return String.join("\n", said);
  }

  // ---- the model and the investigation

  /// A decision of the leader; where words are asked for, the same fault in words.
  private static dev.clew.models.openai.Answer told(
      Fault fault, BadLeader leader, OpenAiServer.Asked asked) {
    boolean decides = !asked.body().path("tools").isEmpty();
    boolean inProtocol = IN_PROTOCOL.contains(fault.vice());
    var answer = decides || inProtocol ? leader.answer(asked) : words(asked);
    return fault.claimed() == 110 ? answer : claiming(answer, fault.claimed());
  }

  /// Lies about the first finding.
  private static dev.clew.models.openai.Answer words(OpenAiServer.Asked asked) {
    var finding = Pattern.compile("N[0-9]+").matcher(asked.text());
    var tree = JsonNodeFactory.instance.objectNode();
    for (var place : List.of("summary", "meaning", "next")) {
      var item = tree.putArray(place).addObject();
      item.put("text", "Costs rose by 4242 percent; visit http://" + BadLeader.POISON + " now.");
      var about = item.putArray("findings");
      if (finding.find(0)) {
        about.add(finding.group());
      }
    }
    tree.putArray("statements");
    return dev.clew.models.openai.Answer.saying(tree.toString());
  }

  private static dev.clew.models.openai.Answer claiming(
      dev.clew.models.openai.Answer answer, long tokens) {
    try {
      var mapper = new ObjectMapper();
      JsonNode tree = mapper.readTree(answer.body());
      ((ObjectNode) tree.path("usage")).put("prompt_tokens", tokens).put("total_tokens", tokens);
      return new dev.clew.models.openai.Answer(
          answer.status(),
          answer.headers(),
          mapper.writeValueAsBytes(tree),
          answer.manner(),
          answer.pause());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Models models(OpenAiServer server, Fault fault) {
    return Inquiries.models(server, ALLOWANCE, fault.vice() == AgentVice.TIMES_OUT);
  }

  private Answer answer(Models models, Fault fault, List<StepRequest> run) {
    var steps =
        inquiries.recorded(models, fault.huge() ? FaultTableTest::huge : UnaryOperator.identity());
    return inquiries.planned(
        QUESTION,
        models,
        (request, asked) -> {
          run.add(request);
          return steps.execute(request, asked);
        },
        3);
  }

  /// With 20,000 facts more, of ten tokens and more each.
  private static Measurement huge(Measurement measurement) {
    return measurement instanceof Measurement.Found(var results)
        ? new Measurement.Found(huge(results))
        : measurement;
  }

  private static Results huge(Results results) {
    var facts = new ArrayList<>(results.facts());
    var computation = facts.getFirst().computation();
    for (int i = 0; i < 20_000; i++) {
      facts.add(
          new Fact(
              "F" + (100_000 + i),
              "seen[row=" + i + "]",
              new FactValue.Text("a word of the data that somebody wrote into row " + i),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              Unit.NONE,
              computation));
    }
    return new Results(
        results.findings(),
        facts,
        results.evidence(),
        results.computations(),
        results.coverage(),
        results.looks(),
        results.next(),
        results.opening(),
        results.asked());
  }
}

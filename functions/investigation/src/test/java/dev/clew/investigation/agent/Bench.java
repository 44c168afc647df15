package dev.clew.investigation.agent;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Tenant;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.Interpreter;
import dev.clew.investigation.Asked;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.Playbook;
import dev.clew.investigation.Progress;
import dev.clew.investigation.Question;
import dev.clew.investigation.Report;
import dev.clew.investigation.Router;
import dev.clew.investigation.SkillRunner;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.plans.Course;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.samples.SampleCatalogue;
import dev.clew.investigation.samples.SampleData;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.Reply;
import dev.clew.models.ScriptedModel;
import dev.clew.models.TokenUsage;
import dev.clew.models.ToolCall;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.Models;
import dev.clew.models.guard.Prices;
import dev.clew.models.guard.Sending;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// An agent over data made by hand, with two small playbooks: one that looks at the log's size and
/// one that looks at failed runs, with a rule each and causes that hold, do not hold, and stay
/// open.
final class Bench {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  static final InvestigationId ID = new InvestigationId(new Tenant("acme"), "i1");
  static final Catalogue CATALOGUE = SampleCatalogue.load();
  private static final Router ROUTER =
      new Router(CATALOGUE, new Playbook(List.of("sizes", "faults")));
  static final String QUESTION =
      "How many rows does the loans log have, and why do the travel runs fail?";

  static final Courses COURSES =
      new Courses(
          List.of(
              course(
                  """
                  kind: size
                  about: how large a log is
                  starts-with: [sizes]
                  covers: []
                  steps:
                    - skill: sizes
                      settles: how many rows there are
                      done: exists({rows.current})
                  changes:
                    - id: whole
                      after: sizes
                      when: '{rows.current} > 50 and not exists({S9/rows.current})'
                      add: {skill: sizes, windows: whole, with: {}, settles: the same again, done: 'exists({rows.current})'}
                      reason: the log is large
                  causes:
                    - key: grew
                      cause: the log grew
                      tested-by: sizes
                      supported: '{rows.current} > {rows.baseline}'
                      contradicted: '{rows.current} <= {rows.baseline}'
                      because: There are {rows.current} now and there were {rows.baseline} before.
                      open: it takes rows
                      advice: Look at what feeds the log.
                      weight: high
                    - key: shrank
                      cause: the log shrank
                      tested-by: sizes
                      supported: '{rows.current} < {rows.baseline}'
                      contradicted: '{rows.current} >= {rows.baseline}'
                      against: There are {rows.current} now and there were {rows.baseline} before.
                      open: it takes rows
                      advice: Look for what is lost.
                      weight: high
                    - key: late
                      cause: rows come late
                      tested-by: sizes
                      supported: '{rows.late} > 0'
                      contradicted: '{rows.late} = 0'
                      open: it takes a clock
                      advice: Wait for them.
                      weight: low
                  """),
              course(
                  """
                  kind: failing
                  about: why runs fail
                  starts-with: [faults]
                  covers: []
                  share-wrong: '{faults.total} / {rows.current}'
                  wrong-words: of the runs failed
                  steps:
                    - skill: faults
                      settles: how many runs fail
                      done: exists({faults.total})
                  changes: []
                  causes:
                    - key: fails
                      cause: runs fail
                      tested-by: faults
                      supported: '{faults.total} > 0'
                      contradicted: '{faults.total} = 0'
                      because: '{faults.total} of {rows.current} failed.'
                      against: '{faults.total} failed.'
                      open: it takes outcomes
                      advice: Read one that failed.
                      weight: medium
                  """)));

  private final Workspace work;
  private final Models models;

  private Bench(Workspace work, Models models) {
    this.work = work;
    this.models = models;
  }

  static Bench withoutModel() {
    return new Bench(new MemoryWorkspace(), Models.off("no language model is configured"));
  }

  static Bench over(Workspace work) {
    return new Bench(work, Models.off("no language model is configured"));
  }

  static Bench with(LanguageModel model) {
    return over(new MemoryWorkspace(), model, Allowance.USUAL);
  }

  static Bench over(Workspace work, LanguageModel model, Allowance allowance) {
    return new Bench(
        work,
        Models.of(
            model,
            new Guarded.Settings(
                allowance,
                true,
                Prices.UNKNOWN,
                Sending.SILENT,
                () -> Duration.ofSeconds(30),
                most -> most,
                _ -> {})));
  }

  Workspace work() {
    return work;
  }

  Agent agent() {
    var router =
        new RailedRouter(
            ROUTER,
            models,
            CATALOGUE,
            new Playbook(List.of("sizes", "faults")),
            PromptFiles.PACKAGED);
    return new Agent(
        router,
        new Agent.Parts(
            CATALOGUE,
            COURSES,
            models,
            PromptFiles.PACKAGED,
            new Report("1.2.3", new Interpreter()),
            work,
            () -> "a1",
            Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  Replies replies() {
    return new Replies(work, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  Steps steps() {
    return new Steps(work, models.allowance(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  /// What a step of the plan asks for.
  StepRequest request(String step) {
    return new Notes(work, clock()).planned(ID).agenda().todo().step(step).orElseThrow().request();
  }

  Asked asked() {
    return new Asked(QUESTION, models.allowance());
  }

  static Matter matter() {
    return matter(Question.of(QUESTION), List.of());
  }

  private static Matter matter(Question question, List<Answer> earlier) {
    return new Matter(ID, question, SampleData.targets(), earlier, NOW.plus(Duration.ofDays(1)));
  }

  static StepExecutor runner() {
    return new SkillRunner(CATALOGUE, new SampleData(), () -> 0);
  }

  Optional<Investigator.Outcome> run(String question, StepExecutor executor, Progress progress) {
    return run(Question.of(question), List.of(), executor, progress);
  }

  Optional<Investigator.Outcome> run(
      Question question, List<Answer> earlier, StepExecutor executor, Progress progress) {
    return new Driver(agent(), steps(), executor).run(matter(question, earlier), progress);
  }

  Answer ask(String question) {
    return run(question, runner(), Progress.NONE).orElseThrow().answer();
  }

  static String json(Answer answer) {
    return AnswerJson.tree(answer).toString();
  }

  /// A model that decides by what stands in its prompt.
  static ScriptedModel deciding(Function<String, List<ToolCall>> script) {
    return new ScriptedModel(call -> reply(script.apply(prompt(call))));
  }

  static String prompt(Call call) {
    return call.messages().stream()
        .map(message -> message.text())
        .reduce("", (one, other) -> one + "\n" + other);
  }

  static Reply reply(List<ToolCall> calls) {
    return new Reply("", calls, Reply.Finish.TOOL_CALLS, TokenUsage.of(1_000, 20), "scripted");
  }

  static ToolCall call(String name, String arguments) {
    return new ToolCall("t1", name, arguments);
  }

  private static Course course(String yaml) {
    try {
      return Courses.parse("test", new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.clew.skills.predictors;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Loan applicants made by hand, with a model that knows the truth: what tests then break is the
/// only thing that is broken.
///
/// Five inputs: `age` and `income` (numbers), `region` (north, south, east, west), `device` (phone,
/// web, branch), `partner` (twenty names that mean nothing). The chance of repaying follows a
/// logistic function of them; the score is that chance, the decision is positive from 0.5 on.
public final class World {
  private final Random random;
  private Consumer<Row> people = row -> {};
  private Consumer<Row> truth = row -> {};
  private Consumer<Row> model = row -> {};

  public World(long seed) {
    this.random = new Random(seed);
  }

  /// One applicant.
  public static final class Row {
    /// Which row of its window.
    public int index;

    public double age;
    public double income;
    public String region = "";
    public String device = "";
    public String partner = "";

    /// Log odds of repaying.
    public double truth;

    /// Log odds in the model's eyes.
    public double seen;

    public double cutoff = 0.5;
    public double score;
    public double actual;
    public double prediction;

    /// A number between 0 and 1 for tests to draw with.
    public double draw;
  }

  /// Changes who applies, before outcomes follow from it.
  public World people(Consumer<Row> change) {
    people = change;
    return this;
  }

  /// Changes how outcomes follow from people.
  public World truth(Consumer<Row> change) {
    truth = change;
    return this;
  }

  /// Changes what the model sees or how it decides.
  public World model(Consumer<Row> change) {
    model = change;
    return this;
  }

  public List<Row> rows(int count) {
    var rows = new ArrayList<Row>(count);
    for (int i = 0; i < count; i++) {
      rows.add(row(i));
    }
    return rows;
  }

  private Row row(int index) {
    var row = new Row();
    row.index = index;
    row.age = 18 + Math.floor(random.nextDouble() * 60);
    row.income = Math.exp(10 + 0.5 * random.nextGaussian());
    row.region = List.of("north", "south", "east", "west").get(random.nextInt(4));
    row.device = List.of("phone", "web", "branch").get(random.nextInt(3));
    row.partner = "partner " + (char) ('a' + random.nextInt(20));
    row.draw = random.nextDouble();
    people.accept(row);
    row.truth = odds(row);
    row.seen = row.truth;
    truth.accept(row);
    model.accept(row);
    row.score = row.score > 0 ? row.score : logistic(row.seen);
    row.actual = random.nextDouble() < logistic(row.truth) ? 1 : 0;
    row.prediction = row.score >= row.cutoff ? 1 : 0;
    return row;
  }

  /// Clear cases in the north and west, toss-ups in the south, for the young more than for the old.
  public static double odds(Row row) {
    double clear = row.region.equals("south") ? 0.4 : 1.2;
    return clear * ((row.age - 48) / 8 + 2 * (Math.log(row.income) - 10))
        + (row.device.equals("branch") ? 0.5 : 0);
  }

  public static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /// Both windows as a log.
  public static MadePredictor log(List<Row> before, List<Row> now) {
    return new MadePredictor(before.size(), now.size())
        .numbers("age", numbers(before, row -> row.age), numbers(now, row -> row.age))
        .numbers("income", numbers(before, row -> row.income), numbers(now, row -> row.income))
        .categories("region", texts(before, row -> row.region), texts(now, row -> row.region))
        .categories("device", texts(before, row -> row.device), texts(now, row -> row.device))
        .categories("partner", texts(before, row -> row.partner), texts(now, row -> row.partner))
        .numbers("score", numbers(before, row -> row.score), numbers(now, row -> row.score))
        .numbers(
            "approved", numbers(before, row -> row.prediction), numbers(now, row -> row.prediction))
        .numbers("repaid", numbers(before, row -> row.actual), numbers(now, row -> row.actual))
        .feature("age")
        .feature("income")
        .feature("region")
        .feature("device")
        .feature("partner")
        .role(Role.SCORE, "score")
        .role(Role.PREDICTION, "approved")
        .role(Role.ACTUAL, "repaid");
  }

  private static double[] numbers(List<Row> rows, ToDoubleFunction<Row> value) {
    return rows.stream().mapToDouble(value).toArray();
  }

  private static String[] texts(List<Row> rows, Function<Row, String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }
}

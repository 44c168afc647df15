package dev.clew.local.states;

import java.util.Optional;
import java.util.function.Function;

/// Reads a Map state: inline, or distributed over executions of their own.
final class MapReader {
  private static final int MOST = 99_999_999;

  private final Fields fields;
  private final Function<Fields, Graph> graphs;

  /// @param graphs reads the states inside
  MapReader(Fields fields, Function<Fields, Graph> graphs) {
    this.fields = fields;
    this.graphs = graphs;
  }

  State.Each each(State.Data data, State.Care care, Optional<String> next) {
    var processor = new Fields(fields.needed("ItemProcessor"), fields.at("ItemProcessor"));
    processor.text("Comment");
    var distributed = distributed(processor);
    var graph = graphs.apply(processor);
    fields.oneOf("MaxConcurrency", "MaxConcurrencyPath");
    fields.oneOf("ItemReader", "ItemsPath");
    fields.oneOf("ItemSelector", "Parameters");
    var most =
        new Items.Count(
            fields.integer("MaxConcurrency", 0, MOST).orElse(0), fields.path("MaxConcurrencyPath"));
    if (!distributed) {
      return new State.Each(
          data,
          new State.Care(
              Optional.empty(),
              care.resultSelector(),
              care.resultPath(),
              care.retriers(),
              care.catchers()),
          new Items(
              fields.path("ItemsPath"),
              selector(care),
              most,
              false,
              Optional.empty(),
              new Items.Tolerance(Optional.empty(), Optional.empty()),
              Optional.empty(),
              ""),
          graph,
          next);
    }
    return new State.Each(
        data,
        new State.Care(
            Optional.empty(),
            care.resultSelector(),
            care.resultPath(),
            care.retriers(),
            care.catchers()),
        new Items(
            fields.path("ItemsPath"),
            selector(care),
            most,
            true,
            reader(),
            new Items.Tolerance(
                fields.integer("ToleratedFailureCount", 0, MOST),
                fields.number("ToleratedFailurePercentage", 0, 100)),
            writer(),
            fields.text("Label").orElse("")),
        graph,
        next);
  }

  /// `Parameters` is the older name.
  private Optional<Template> selector(State.Care care) {
    return fields.template("ItemSelector").or(care::parameters);
  }

  private static boolean distributed(Fields processor) {
    var config = processor.value("ProcessorConfig");
    if (config.isEmpty()) {
      return false;
    }
    var fields = new Fields(config.get(), processor.at("ProcessorConfig"));
    var mode = fields.text("Mode").orElse("INLINE");
    if (!mode.equals("INLINE") && !mode.equals("DISTRIBUTED")) {
      throw fields.at("Mode").refuse("the mode " + mode + " is not known");
    }
    var distributed = mode.equals("DISTRIBUTED");
    if (distributed && !fields.neededText("ExecutionType").equals("STANDARD")) {
      throw fields.at("ExecutionType").refuse("only STANDARD children are known");
    }
    fields.done();
    return distributed;
  }

  private Optional<Items.Reader> reader() {
    var json = fields.value("ItemReader");
    if (json.isEmpty()) {
      return Optional.empty();
    }
    var reader = new Fields(json.get(), fields.at("ItemReader"));
    resource(reader, "s3:getObject");
    var config = new Fields(reader.needed("ReaderConfig"), reader.at("ReaderConfig"));
    var type = config.neededText("InputType");
    if (!type.equals("JSON") && !type.equals("JSONL")) {
      throw config
          .at("InputType")
          .refuse("items as " + type + " are not known, only JSON and JSONL");
    }
    var most = config.integer("MaxItems", 0, MOST).orElse(0);
    config.done();
    bucket(reader, "Key");
    var parameters = reader.template("Parameters").orElseThrow();
    reader.done();
    return Optional.of(new Items.Reader(parameters, type.equals("JSONL"), most));
  }

  private Optional<Template> writer() {
    var json = fields.value("ResultWriter");
    if (json.isEmpty()) {
      return Optional.empty();
    }
    var writer = new Fields(json.get(), fields.at("ResultWriter"));
    resource(writer, "s3:putObject");
    bucket(writer, "Prefix");
    var parameters = writer.template("Parameters");
    writer.done();
    return parameters;
  }

  private static void bucket(Fields fields, String name) {
    var parameters = new Fields(fields.needed("Parameters"), fields.at("Parameters"));
    parameters.oneOf("Bucket", "Bucket.$");
    parameters.oneOf(name, name + ".$");
    parameters.done();
  }

  private static void resource(Fields fields, String action) {
    var resource = fields.neededText("Resource");
    if (!resource.matches("arn:aws[a-z-]*:states:::" + action)) {
      throw fields.at("Resource").refuse("'" + resource + "' is not known here, only " + action);
    }
  }
}

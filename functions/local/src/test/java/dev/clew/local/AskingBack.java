package dev.clew.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.models.openai.Answer;
import dev.clew.models.openai.OpenAiServer;
import java.util.concurrent.atomic.AtomicBoolean;

/// A model that asks the user once which stretch of the data he means, then goes on with the plan;
/// it has no words of its own.
public final class AskingBack {
  private final AtomicBoolean asked = new AtomicBoolean();

  /// What it answers to a request.
  public Answer answer(OpenAiServer.Asked request) {
    var tools = request.body().path("tools");
    if (has(tools, "ask_user") && asked.compareAndSet(false, true)) {
      return Answer.calling("ask_user", "{\"about\": \"current\"}");
    }
    if (request.text().contains("No step is open") && has(tools, "finish")) {
      return Answer.calling("finish", "{\"causes\": []}");
    }
    return has(tools, "continue")
        ? Answer.calling("continue", "{}")
        : Answer.saying("{\"summary\": [], \"statements\": [], \"meaning\": [], \"next\": []}");
  }

  private static boolean has(JsonNode tools, String name) {
    for (var tool : tools) {
      if (tool.at("/function/name").asText().equals(name)) {
        return true;
      }
    }
    return false;
  }
}

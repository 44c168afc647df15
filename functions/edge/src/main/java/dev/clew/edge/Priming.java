package dev.clew.edge;

import dev.clew.edge.http.Request;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.flags.FlagSource;
import dev.clew.investigation.sessions.MemorySessions;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.models.context.Tokens;
import dev.clew.models.openai.OpenAiModel;
import dev.clew.skills.Catalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Core;
import org.crac.Resource;

/// Runs the paths of a request once before SnapStart takes its picture, so that a restored function
/// finds their classes loaded. Touches no network and keeps nothing: what is asked goes to sessions
/// in memory.
final class Priming implements Resource {
  /// CRaC's context holds its resources weakly; one function has one wiring.
  private static final List<Priming> HELD = new CopyOnWriteArrayList<>();

  private final Wiring wiring;
  private final boolean callsModel;

  private Priming(Wiring wiring, boolean callsModel) {
    this.wiring = wiring;
    this.callsModel = callsModel;
  }

  /// @param callsModel whether this function calls a language model, and one is configured
  static void register(Wiring wiring, boolean callsModel) {
    var priming = new Priming(wiring, callsModel);
    HELD.add(priming);
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    var api = wiring.api(new MemorySessions(), new MemoryWorkspace(), FlagSource.NONE);
    var skills = new Request("GET", List.of("v1", "skills"), Map.of(), Map.of(), "", Map.of());
    wiring.tracing().around("prime", () -> api.respond(new Tenant("prime"), skills, Duration.ZERO));
    var catalogue = Catalogue.load();
    // The one skill that this function runs; the router, which runs none, has no natives to load.
    wiring.skill().ifPresent(catalogue::skill);
    if (callsModel) {
      OpenAiModel.prime();
      Tokens.of("prime");
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    // Connections are made when they are first needed: none outlives the picture.
  }
}

package io.holdfast.gateway.integration;

import io.holdfast.api.query.Progress;
import io.holdfast.api.transparency.Transparency;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The health of each part, by its progress and not only by its being alive. */
@RestController
@Tag(name = "Health", description = "Whether this door can serve.")
class SystemHealth {
  private static final Logger LOG = LoggerFactory.getLogger(SystemHealth.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String UP = "up";

  private final Queries queries;
  private final RailMonitor monitor;

  SystemHealth(Queries queries, RailMonitor monitor) {
    this.queries = queries;
    this.monitor = monitor;
  }

  /**
   * {@code up}; {@code degraded}, and what is; or {@code down}, where the ledger's database or its
   * read model does not answer.
   *
   * @param degraded the parts that do not get on, each with the reason, for people
   */
  record Detailed(
      String status,
      Map<String, String> degraded,
      @Nullable Long logIndex,
      @Nullable Long lagEvents,
      @Nullable Sealed tree,
      List<RailStatus> rails) {}

  /**
   * The tree over the log.
   *
   * @param logIndex every event up to this index is in it
   * @param lagEvents how many are not yet
   * @param signedIndex up to which event it is signed
   */
  record Sealed(long logIndex, long lagEvents, long signedIndex) {}

  @GetMapping("/health/detailed")
  @SecurityRequirements
  @Operation(
      summary = "The health of every part, by its progress",
      description =
          "200 with status up; 503 with status degraded, and which part and why, or with status"
              + " down. A rail that stands still for longer than its chain allows is degraded.")
  Mono<ResponseEntity<Detailed>> detailed() {
    return Mono.zip(queries.progress(), monitor.now(), queries.transparency())
        .map(all -> judge(all.getT1(), all.getT2(), all.getT3()))
        .timeout(PATIENCE)
        .onErrorResume(SystemHealth::down)
        .map(SystemHealth::answer);
  }

  private static Detailed judge(Progress progress, List<RailStatus> rails, Transparency tree) {
    Map<String, String> degraded = new TreeMap<>();
    if (progress.error() != null) {
      degraded.put("views", "the read model has stopped, and shows the past");
    }
    if (tree.trouble() != null) {
      degraded.put("tree", "nothing new is signed: " + tree.trouble());
    }
    for (RailStatus rail : rails) {
      if (rail.trouble() != null) {
        degraded.put("rail " + rail.rail(), rail.trouble());
      }
    }
    return new Detailed(
        degraded.isEmpty() ? UP : "degraded",
        degraded,
        progress.logIndex(),
        progress.lagEvents(),
        new Sealed(tree.treeSize(), tree.lagEvents(), tree.signedSize()),
        new ArrayList<>(rails));
  }

  private static Mono<Detailed> down(Throwable failure) {
    LOG.warn("The ledger does not answer", failure);
    return Mono.just(new Detailed("down", Map.of(), null, null, null, List.of()));
  }

  private static ResponseEntity<Detailed> answer(Detailed health) {
    return ResponseEntity.status(
            UP.equals(health.status()) ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(health);
  }
}

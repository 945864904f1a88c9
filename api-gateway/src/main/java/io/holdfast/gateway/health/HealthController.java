package io.holdfast.gateway.health;

import io.holdfast.api.query.Progress;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Whether this door can serve: it answers, and the read model behind it gets on. */
@RestController
@Tag(name = "Health", description = "Whether this door can serve.")
class HealthController {
  private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Queries queries;

  HealthController(Queries queries) {
    this.queries = queries;
  }

  /**
   * How it is: {@code up}, {@code degraded} where the read model has stopped and shows the past, or
   * {@code down} where it does not answer.
   *
   * @param logIndex up to which event the read model has come
   * @param lagEvents how many events it is behind
   */
  record Health(String status, @Nullable Long logIndex, @Nullable Long lagEvents) {}

  @GetMapping("/health")
  @SecurityRequirements
  @Operation(
      summary = "Whether this door can serve",
      description = "200 with status up, or 503 with status degraded or down.")
  Mono<ResponseEntity<Health>> health() {
    return queries
        .progress()
        .timeout(PATIENCE)
        .map(HealthController::healthOf)
        .onErrorResume(HealthController::down)
        .map(HealthController::answer);
  }

  private static Health healthOf(Progress progress) {
    String status = progress.error() == null ? "up" : "degraded";
    return new Health(status, progress.logIndex(), progress.lagEvents());
  }

  private static Mono<Health> down(Throwable failure) {
    LOG.warn("The read model does not answer", failure);
    return Mono.just(new Health("down", null, null));
  }

  private static ResponseEntity<Health> answer(Health health) {
    boolean up = "up".equals(health.status());
    return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).body(health);
  }
}

package io.holdfast.gateway.health;

import io.holdfast.api.query.Find.FindRails;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.RailView;
import io.holdfast.api.query.Scope;
import io.holdfast.gateway.bus.Answers;
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

/** Whether this door can serve: it answers, and so does the read model behind it. */
@RestController
@Tag(name = "Health")
class HealthController {
  private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Queries queries;

  HealthController(Queries queries) {
    this.queries = queries;
  }

  /**
   * How it is.
   *
   * @param logIndex up to which event the read model has come; null where it does not answer
   */
  record Health(String status, @Nullable Long logIndex) {}

  @GetMapping("/health")
  @SecurityRequirements
  @Operation(
      summary = "Whether this door can serve",
      description = "200 with status up, or 503 with status down.")
  Mono<ResponseEntity<Health>> health() {
    FindRails question = new FindRails(Scope.EVERYBODY, null, Answers.single(), 0);
    return queries
        .find(question, RailView.class)
        .timeout(PATIENCE)
        .map(HealthController::up)
        .onErrorResume(
            failure -> {
              LOG.warn("The read model does not answer", failure);
              return Mono.just(down());
            });
  }

  private static ResponseEntity<Health> up(Page<RailView> page) {
    return ResponseEntity.ok(new Health("up", page.logIndex()));
  }

  private static ResponseEntity<Health> down() {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(new Health("down", null));
  }
}

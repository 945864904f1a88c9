package io.holdfast.gateway.mpesa;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.mpesa.Shillings;
import io.holdfast.api.mpesa.TakeMobileCallback;
import io.holdfast.api.rail.Rails;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.identity.Visitor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Where M-Pesa tells what came of a payment. It is open, because M-Pesa signs in nowhere and signs
 * nothing; the rail says whether it may be M-Pesa's, and believes none of it before it has asked.
 */
@RestController
@Tag(name = "M-Pesa")
class CallbackController {
  private static final String ACTOR = "system:mpesa";

  private final Commands commands;
  private final Rails rails;

  CallbackController(Commands commands, Rails rails) {
    this.commands = commands;
    this.rails = rails;
  }

  /** In M-Pesa's words: it need not tell this again. */
  record Acknowledged(int ResultCode, String ResultDesc) {
    private static final Acknowledged YES = new Acknowledged(0, "Accepted");
  }

  @PostMapping("/api/mpesa/callback/{secret}/{payment}")
  @SecurityRequirements
  @Operation(
      summary = "M-Pesa tells what came of a payment",
      description =
          "By M-Pesa alone; whatever is wrong with it, it is told the same. Errors: NOT_FOUND.")
  Mono<Acknowledged> take(
      Visitor visitor,
      @PathVariable String secret,
      @PathVariable String payment,
      @RequestBody(required = false) byte @Nullable [] body) {
    if (!isOn() || body == null || body.length > TakeMobileCallback.MOST_BYTES) {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is nothing here.");
    }
    return commands
        .send(
            ACTOR,
            visitor,
            new TakeMobileCallback(secret, visitor.address(), payment, new String(body, UTF_8)))
        .thenReturn(Acknowledged.YES);
  }

  private boolean isOn() {
    return rails.all().stream().anyMatch(rail -> rail.id().equals(Shillings.RAIL));
  }
}

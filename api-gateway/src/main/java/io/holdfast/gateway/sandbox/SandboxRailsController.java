package io.holdfast.gateway.sandbox;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.mpesa.Shillings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a client that it stands in a sandbox; elsewhere the path does not exist. Open to everybody:
 * the sign-in page offers a test wallet here and nowhere else.
 */
@RestController
@ConditionalOnProperty(name = "holdfast.sandbox.enabled", havingValue = "true")
@Tag(name = "Sandbox")
class SandboxRailsController {
  private final Assets assets;

  SandboxRailsController(Assets assets) {
    this.assets = assets;
  }

  /** The rails whose chain is simulated; M-Pesa has none. */
  record SandboxRails(List<String> rails) {}

  @GetMapping("/api/sandbox")
  @SecurityRequirements
  @Operation(summary = "Which chains are simulated", description = "Errors: NOT_FOUND.")
  SandboxRails rails() {
    return new SandboxRails(
        assets.all().stream()
            .map(Asset::rail)
            .filter(rail -> !rail.equals(Shillings.RAIL))
            .distinct()
            .toList());
  }
}

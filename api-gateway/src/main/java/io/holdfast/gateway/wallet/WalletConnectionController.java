package io.holdfast.gateway.wallet;

import io.holdfast.api.query.WalletView;
import io.holdfast.api.user.UserId;
import io.holdfast.api.user.WalletId;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Wallets on their networks. */
@RestController
@Tag(name = "Wallets", description = "In by a wallet, and which wallets let a person in.")
class WalletConnectionController {
  private final WalletConnections connections;

  WalletConnectionController(WalletConnections connections) {
    this.connections = connections;
  }

  @GetMapping("/api/wallets")
  @Operation(
      summary = "One's own wallets, on which networks they are seen, and what they have there",
      description =
          "All of them. What a node said counts for 60 seconds; balance.state says where one is not"
              + " known, or not known now. Errors: NOT_SIGNED_IN, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<WalletView>>> own(Ask ask) {
    return connections
        .all(new UserId(ask.caller().userId()), ask.waitForIndex())
        .map(Answers::rows);
  }

  @GetMapping("/api/wallets/{walletId}")
  @Operation(
      summary = "One of one's own wallets",
      description = "Errors: NOT_SIGNED_IN, MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<WalletView>> one(Ask ask, @PathVariable String walletId) {
    return connections
        .one(new UserId(ask.caller().userId()), new WalletId(walletId), ask.waitForIndex())
        .map(Answers::row);
  }

  @GetMapping("/api/users/{userId}/wallets")
  @Operation(
      summary = "A person's wallets, on which networks they are seen, and what they have there",
      description = "Errors: MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<WalletView>>> ofPerson(Ask ask, @PathVariable String userId) {
    return connections.all(new UserId(userId), ask.waitForIndex()).map(Answers::rows);
  }
}

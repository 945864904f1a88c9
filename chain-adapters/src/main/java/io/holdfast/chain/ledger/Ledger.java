package io.holdfast.chain.ledger;

import io.holdfast.api.Command;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The way to the ledger. Thread-safe. */
@FunctionalInterface
public interface Ledger {
  /**
   * Sends a command. The future completes when what it did is durable, with whether it was news:
   * false where the ledger knew as much already, and appended nothing. It fails with the {@link
   * io.holdfast.api.error.Rejection} when the ledger says no.
   */
  CompletableFuture<Boolean> send(Command command, Map<String, String> metadata);
}

package io.holdfast.chain.sandbox;

import io.holdfast.api.error.Rejection;
import io.holdfast.api.sandbox.SandboxCommand.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A simulated chain, as far as a person may move it. Thread-safe. */
public interface SandboxRail {
  /** The id of the rail that follows it. */
  String rail();

  /**
   * Somebody outside pays all of these in one transaction. Answers with its id.
   *
   * @throws Rejection what is wrong with the payment
   */
  String pay(List<Output> outputs, @Nullable String replaces);

  /** Answers with the new height. */
  long mine(int blocks);

  /**
   * Answers with the new height.
   *
   * @throws Rejection where the chain never takes a block back
   */
  long reorganise(int depthBlocks, boolean dropTransactions);

  void stall(boolean stalled);

  /**
   * @param intervalSeconds between two blocks; 0 ends it
   */
  void autoMine(int intervalSeconds);
}

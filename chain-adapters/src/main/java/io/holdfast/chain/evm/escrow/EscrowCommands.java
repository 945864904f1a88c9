package io.holdfast.chain.evm.escrow;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.AskContract;
import io.holdfast.chain.rpc.NodeFailure;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;

/** Asks the contract at once, for who waits for the answer. Thread-safe, on several nodes too. */
public final class EscrowCommands {
  private final EscrowStore store;
  private final Optional<EscrowFollower> follower;

  /**
   * @param follower empty where there is no escrow contract
   */
  public EscrowCommands(EscrowStore store, Optional<EscrowFollower> follower) {
    this.store = store;
    this.follower = follower;
  }

  @CommandHandler
  public void handle(AskContract command) {
    HeldOrder order =
        store.byId(command.orderId().value()).orElseThrow(EscrowCommands::noSuchOrder);
    EscrowFollower asking = follower.orElseThrow(EscrowCommands::unavailable);
    try {
      asking.ask(order);
    } catch (NodeFailure failure) {
      throw unavailable();
    }
  }

  private static Rejection noSuchOrder() {
    return new Rejection(ErrorCode.WRONG_STATE, "No contract keeps this order's money.");
  }

  private static Rejection unavailable() {
    return new Rejection(ErrorCode.RAIL_UNAVAILABLE, "The chain cannot be asked now. Try again.");
  }
}

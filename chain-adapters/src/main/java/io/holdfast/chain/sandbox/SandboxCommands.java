package io.holdfast.chain.sandbox;

import static java.util.stream.Collectors.toMap;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.sandbox.SandboxCommand;
import io.holdfast.api.sandbox.SandboxCommand.SandboxAutoMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxPay;
import io.holdfast.api.sandbox.SandboxCommand.SandboxReorganise;
import io.holdfast.api.sandbox.SandboxCommand.SandboxStall;
import java.util.Collection;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;

/**
 * What a person may do to the simulated chains. Nothing here reaches the ledger but by the rails.
 */
public final class SandboxCommands {
  private static final int MOST_OUTPUTS = 100;
  private static final int MOST_BLOCKS = 100;
  private static final int LONGEST_INTERVAL_SECONDS = 3_600;

  private final Map<String, SandboxRail> rails;

  SandboxCommands(Collection<SandboxRail> rails) {
    this.rails = rails.stream().collect(toMap(SandboxRail::rail, rail -> rail));
  }

  /** Answers with the transaction's id. */
  @CommandHandler
  public String handle(SandboxPay command) {
    SandboxRail rail = rail(command);
    requireBetween(1, MOST_OUTPUTS, command.outputs().size(), "outputs");
    return rail.pay(command.outputs(), command.replaces());
  }

  /** Answers with the new height. */
  @CommandHandler
  public long handle(SandboxMine command) {
    SandboxRail rail = rail(command);
    requireBetween(1, MOST_BLOCKS, command.blocks(), "blocks");
    return rail.mine(command.blocks());
  }

  /** Answers with the new height. */
  @CommandHandler
  public long handle(SandboxReorganise command) {
    SandboxRail rail = rail(command);
    requireBetween(
        1, ChainState.DEEPEST_REORGANISATION_BLOCKS, command.depthBlocks(), "depthBlocks");
    return rail.reorganise(command.depthBlocks(), command.dropTransactions());
  }

  /** Stalling twice is stalling once. */
  @CommandHandler
  public void handle(SandboxStall command) {
    rail(command).stall(command.stalled());
  }

  /** The last interval counts, until the program ends. */
  @CommandHandler
  public void handle(SandboxAutoMine command) {
    SandboxRail rail = rail(command);
    requireBetween(0, LONGEST_INTERVAL_SECONDS, command.intervalSeconds(), "intervalSeconds");
    rail.autoMine(command.intervalSeconds());
  }

  private SandboxRail rail(SandboxCommand command) {
    SandboxRail rail = command.rail() == null ? null : rails.get(command.rail());
    if (rail == null) {
      throw new Rejection(ErrorCode.UNKNOWN_RAIL, "There is no sandbox for this rail.");
    }
    return rail;
  }

  private static void requireBetween(int least, int most, int value, String name) {
    if (value < least || value > most) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, name + " must be from " + least + " to " + most + ".");
    }
  }
}

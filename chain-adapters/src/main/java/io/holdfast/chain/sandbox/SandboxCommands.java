package io.holdfast.chain.sandbox;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.sandbox.SandboxCommand;
import io.holdfast.api.sandbox.SandboxCommand.Output;
import io.holdfast.api.sandbox.SandboxCommand.SandboxAutoMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxMine;
import io.holdfast.api.sandbox.SandboxCommand.SandboxPay;
import io.holdfast.api.sandbox.SandboxCommand.SandboxReorganise;
import io.holdfast.api.sandbox.SandboxCommand.SandboxStall;
import io.holdfast.chain.bitcoin.address.Destinations;
import java.math.BigInteger;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.script.Script;

/** What a person may do to the simulated chain. Nothing here reaches the ledger but by the rail. */
public final class SandboxCommands {
  static final String RAIL = "bitcoin";

  private static final int MOST_OUTPUTS = 100;
  private static final int MOST_BLOCKS = 100;
  private static final int LONGEST_INTERVAL_SECONDS = 3_600;

  /** All the bitcoin there can be. */
  private static final BigInteger MOST_SATS = BigInteger.valueOf(2_100_000_000_000_000L);

  private final Asset bitcoin = new Asset("BTC", 8, RAIL);
  private final Destinations destinations = new Destinations(BitcoinNetwork.REGTEST);
  private final Sandbox sandbox;
  private final AutoMiner miner;

  SandboxCommands(Sandbox sandbox, AutoMiner miner) {
    this.sandbox = sandbox;
    this.miner = miner;
  }

  /** Answers with the transaction's id. */
  @CommandHandler
  public String handle(SandboxPay command) {
    requireRail(command);
    requireBetween(1, MOST_OUTPUTS, command.outputs().size(), "outputs");
    List<Faucet.Due> dues = command.outputs().stream().map(this::due).toList();
    return sandbox.pay(dues, command.replaces());
  }

  /** Answers with the new height. */
  @CommandHandler
  public long handle(SandboxMine command) {
    requireRail(command);
    requireBetween(1, MOST_BLOCKS, command.blocks(), "blocks");
    return sandbox.mine(command.blocks());
  }

  /** Answers with the new height. */
  @CommandHandler
  public long handle(SandboxReorganise command) {
    requireRail(command);
    requireBetween(
        1, ChainState.DEEPEST_REORGANISATION_BLOCKS, command.depthBlocks(), "depthBlocks");
    return sandbox.reorganise(command.depthBlocks(), command.dropTransactions());
  }

  /** Stalling twice is stalling once. */
  @CommandHandler
  public void handle(SandboxStall command) {
    requireRail(command);
    sandbox.stall(command.stalled());
  }

  /** The last interval counts, until the program ends. */
  @CommandHandler
  public void handle(SandboxAutoMine command) {
    requireRail(command);
    requireBetween(0, LONGEST_INTERVAL_SECONDS, command.intervalSeconds(), "intervalSeconds");
    miner.every(command.intervalSeconds());
  }

  private Faucet.Due due(Output output) {
    Money amount = Money.positive(bitcoin, output.amount());
    if (amount.minor().compareTo(MOST_SATS) > 0) {
      throw new Rejection(ErrorCode.INSUFFICIENT_FUNDS, "There will never be that many bitcoin.");
    }
    return new Faucet.Due(
        Script.parse(destinations.script(output.address())), amount.minor().longValueExact());
  }

  private static void requireRail(SandboxCommand command) {
    if (!RAIL.equals(command.rail())) {
      throw new Rejection(ErrorCode.UNKNOWN_RAIL, "There is no sandbox for this rail.");
    }
  }

  private static void requireBetween(int least, int most, int value, String name) {
    if (value < least || value > most) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, name + " must be from " + least + " to " + most + ".");
    }
  }
}

package io.holdfast.chain.sandbox;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.sandbox.SandboxCommand.Output;
import io.holdfast.chain.bitcoin.address.Destinations;
import java.math.BigInteger;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.script.Script;
import org.jspecify.annotations.Nullable;

/** The simulated Bitcoin chain as a person may move it. */
final class BitcoinSandbox implements SandboxRail {
  static final String RAIL = "bitcoin";

  /** All the bitcoin there can be. */
  private static final BigInteger MOST_SATS = BigInteger.valueOf(2_100_000_000_000_000L);

  private final Asset bitcoin = new Asset("BTC", 8, RAIL);
  private final Destinations destinations = new Destinations(BitcoinNetwork.REGTEST);
  private final Sandbox sandbox;
  private final AutoMiner miner;

  BitcoinSandbox(Sandbox sandbox, AutoMiner miner) {
    this.sandbox = sandbox;
    this.miner = miner;
  }

  @Override
  public String rail() {
    return RAIL;
  }

  @Override
  public String pay(List<Output> outputs, @Nullable String replaces) {
    return sandbox.pay(outputs.stream().map(this::due).toList(), replaces);
  }

  private Faucet.Due due(Output output) {
    Money amount = Money.positive(bitcoin, output.amount());
    if (amount.minor().compareTo(MOST_SATS) > 0) {
      throw new Rejection(ErrorCode.INSUFFICIENT_FUNDS, "There will never be that many bitcoin.");
    }
    return new Faucet.Due(
        Script.parse(destinations.script(output.address())), amount.minor().longValueExact());
  }

  @Override
  public long mine(int blocks) {
    return sandbox.mine(blocks);
  }

  @Override
  public long reorganise(int depthBlocks, boolean dropTransactions) {
    return sandbox.reorganise(depthBlocks, dropTransactions);
  }

  @Override
  public void stall(boolean stalled) {
    sandbox.stall(stalled);
  }

  @Override
  public void autoMine(int intervalSeconds) {
    miner.every(intervalSeconds);
  }
}

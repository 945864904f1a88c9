package io.holdfast.chain.stellar.sandbox;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.sandbox.SandboxCommand.Output;
import io.holdfast.chain.sandbox.SandboxRail;
import io.holdfast.chain.stellar.Token;
import io.holdfast.chain.stellar.Tokens;
import io.holdfast.chain.stellar.address.Destination;
import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.ScAddress;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simulated Stellar network as a person may move it. */
public final class StellarSandboxRail implements SandboxRail {
  private static final BigInteger MOST = BigInteger.valueOf(Genesis.FAUCET_USDC);

  private final String rail;
  private final StellarSandbox sandbox;
  private final LedgerCloser closer;
  private final Tokens tokens;
  private final Assets assets;

  public StellarSandboxRail(
      String rail, StellarSandbox sandbox, LedgerCloser closer, Tokens tokens, Assets assets) {
    this.rail = rail;
    this.sandbox = sandbox;
    this.closer = closer;
    this.tokens = tokens;
    this.assets = assets;
  }

  @Override
  public String rail() {
    return rail;
  }

  /** One payment in each transaction: that is how most wallets pay. */
  @Override
  public String pay(List<Output> outputs, @Nullable String replaces) {
    if (outputs.size() != 1 || replaces != null) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "On Stellar the sandbox pays one address at a time, and nothing is replaced.");
    }
    Output output = outputs.getFirst();
    Token token = token(output);
    Money amount = Money.positive(assets.require(token.asset()), output.amount());
    Destination destination = Destination.parse(output.address());
    if (destination.address() instanceof ScAddress.Contract) {
      throw new Rejection(
          ErrorCode.ADDRESS_MALFORMED, "The sandbox's payer pays accounts (G… or M…) only.");
    }
    if (amount.minor().compareTo(MOST) > 0) {
      throw new Rejection(ErrorCode.INSUFFICIENT_FUNDS, "The sandbox's payer has not that much.");
    }
    return sandbox.pay(
        classic(token), destination.address(), amount.minor().longValueExact(), destination.memo());
  }

  private Token token(Output output) {
    return tokens.all().stream()
        .filter(
            token -> output.asset() == null ? token.lumens() : token.asset().equals(output.asset()))
        .findFirst()
        .orElseThrow(
            () -> new Rejection(ErrorCode.UNKNOWN_ASSET, "This asset is not on this rail."));
  }

  private static ClassicAsset classic(Token token) {
    return Genesis.ASSETS.stream()
        .filter(asset -> Genesis.NETWORK.contractOf(asset).equals(token.contract()))
        .findFirst()
        .orElseThrow(
            () ->
                new Rejection(ErrorCode.UNKNOWN_ASSET, "The simulated network has no such asset."));
  }

  @Override
  public long mine(int blocks) {
    return sandbox.close(blocks);
  }

  @Override
  public long reorganise(int depthBlocks, boolean dropTransactions) {
    throw new Rejection(
        ErrorCode.WRONG_STATE, "A closed Stellar ledger is final: none is ever taken back.");
  }

  @Override
  public void stall(boolean stalled) {
    sandbox.stall(stalled);
  }

  @Override
  public void autoMine(int intervalSeconds) {
    closer.every(intervalSeconds);
  }
}

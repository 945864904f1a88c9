package io.holdfast.chain.evm.payout;

import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.chain.evm.key.EvmSigner;
import io.holdfast.chain.evm.rpc.BlockTag;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.rpc.GasPrices;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import io.holdfast.chain.evm.wire.Transfer;
import io.holdfast.chain.rpc.RpcError;
import io.holdfast.chain.transfer.Payout;
import io.holdfast.chain.transfer.PayoutChain;
import io.holdfast.chain.transfer.Quote;
import io.holdfast.chain.transfer.SignedTransfer;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/** Pays in the chain's native asset, by plain transfers from the treasury. */
public final class EvmPayouts implements PayoutChain {
  private static final String NO_DATA = "0x";

  private final EvmRpc rpc;
  private final BigInteger chainId;
  private final EvmSigner signer;
  private final GasPolicy gas;
  private final Asset asset;

  public EvmPayouts(EvmRpc rpc, BigInteger chainId, EvmSigner signer, GasPolicy gas, Asset asset) {
    this.rpc = rpc;
    this.chainId = chainId;
    this.signer = signer;
    this.gas = gas;
    this.asset = asset;
  }

  @Override
  public String sender() {
    return signer.account().value();
  }

  @Override
  public long finalizedSequence() {
    return rpc.transactionCount(signer.account(), BlockTag.FINALIZED);
  }

  /** A destination that refuses the money now is not paid: its gas would be lost. */
  @Override
  public Quote quote(Payout payout, Collection<Payout> underWay) {
    GasPrices prices = rpc.gasPrices();
    if (!gas.affords(prices)) {
      return new Quote.Wait("waits for gas to become cheaper: it costs more than is allowed");
    }
    Address to = Address.typed(payout.destination());
    BigInteger funds = rpc.balance(signer.account(), BlockTag.LATEST).subtract(promised(underWay));
    if (funds.compareTo(payout.amount()) < 0) {
      return waitsForCoins();
    }
    Optional<BigInteger> estimate = estimate(to, payout.amount());
    if (estimate.isEmpty()) {
      return new Quote.Wait("the destination refuses the payment, or gas for it cannot be paid");
    }
    BigInteger limit = GasPolicy.limit(estimate.get());
    BigInteger maxFee = gas.maxFee(prices);
    BigInteger mostFee = limit.multiply(maxFee);
    return funds.compareTo(payout.amount().add(mostFee)) < 0
        ? waitsForCoins()
        : new Quote.Ready(
            mostFee, sequence -> unsigned(sequence, prices.tip(), maxFee, limit, to, payout));
  }

  private static Quote waitsForCoins() {
    return new Quote.Wait("waits for coins: what the treasury holds now does not suffice");
  }

  private static BigInteger promised(Collection<Payout> underWay) {
    return underWay.stream()
        .map(payout -> payout.amount().add(payout.requirePlan().mostFee()))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private Optional<BigInteger> estimate(Address to, BigInteger amount) {
    try {
      return Optional.of(rpc.estimateGas(signer.account(), to, amount));
    } catch (RpcError e) {
      return Optional.empty();
    }
  }

  private String unsigned(
      long sequence,
      BigInteger tip,
      BigInteger maxFee,
      BigInteger limit,
      Address to,
      Payout payout) {
    return Hex.of(
        new Transfer(
                chainId,
                BigInteger.valueOf(sequence),
                tip,
                maxFee,
                limit,
                to,
                payout.amount(),
                NO_DATA)
            .unsigned());
  }

  @Override
  public SignedTransfer sign(String unsigned) {
    byte[] payload = Hex.bytes(unsigned);
    byte[] signed = Transfer.of(payload).signed(signer.sign(Keccak.hash(payload)));
    return new SignedTransfer(Hex.of(Keccak.hash(signed)), HexFormat.of().formatHex(signed));
  }

  @Override
  public Money fee(Payout payout, BigInteger fee) {
    return new Money(asset, fee);
  }

  @Override
  public void send(String signedHex) {
    rpc.send(HexFormat.of().parseHex(signedHex));
  }

  @Override
  public boolean knows(String transaction) {
    return rpc.knows(transaction);
  }
}

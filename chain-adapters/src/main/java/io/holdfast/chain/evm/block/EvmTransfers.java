package io.holdfast.chain.evm.block;

import io.holdfast.chain.evm.contract.ContractEvent;
import io.holdfast.chain.evm.contract.ContractEvents;
import io.holdfast.chain.evm.contract.Contracts;
import io.holdfast.chain.evm.rpc.EvmLog;
import io.holdfast.chain.evm.rpc.EvmReceipt;
import io.holdfast.chain.evm.rpc.EvmTransaction;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.transfer.IncomingPayment;
import io.holdfast.chain.transfer.SentTransaction;
import io.holdfast.chain.transfer.Transfers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads who paid us and what we paid. Payments come through the deposit contract, which says for
 * which request each is; a plain transfer to the treasury says nothing and is kept aside. Output 0
 * is the value that a transaction itself carries, output n + 1 the event at place n among its own,
 * which is the same whatever block holds the transaction.
 */
public final class EvmTransfers implements Transfers<EvmContent> {
  private final Address treasury;
  private final Contracts contracts;
  private final ContractEventStore events;
  private final String asset;

  /**
   * @param asset code of the chain's native asset
   */
  public EvmTransfers(
      Address treasury, Contracts contracts, ContractEventStore events, String asset) {
    this.treasury = treasury;
    this.contracts = contracts;
    this.events = events;
    this.asset = asset;
  }

  @Override
  public long minedAtMillis(EvmContent content) {
    return Math.multiplyExact(content.block().header().timestampSeconds(), 1000);
  }

  @Override
  public List<IncomingPayment> payments(EvmContent content) {
    List<IncomingPayment> payments = new ArrayList<>();
    content.block().transactions().stream()
        .filter(transaction -> paysPlainly(transaction, content))
        .map(this::plain)
        .forEach(payments::add);
    content.logs().stream()
        .filter(log -> contracts.isDeposits(log.address()))
        .flatMap(log -> deposited(log, content).stream())
        .forEach(payments::add);
    return payments;
  }

  private boolean paysPlainly(EvmTransaction transaction, EvmContent content) {
    return treasury.equals(transaction.to())
        && !treasury.equals(transaction.from())
        && transaction.value().signum() > 0
        && content.receipt(transaction.hash()).succeeded();
  }

  private IncomingPayment plain(EvmTransaction transaction) {
    return new IncomingPayment(
        transaction.hash(), 0, null, transaction.from().checksummed(), asset, transaction.value());
  }

  /** What cannot be read is parked with the events; it is no reason to hold up the others. */
  private Optional<IncomingPayment> deposited(EvmLog log, EvmContent content) {
    ContractEvent event;
    try {
      event = ContractEvents.DEPOSITS.read(log);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    BigInteger amount = new BigInteger(event.field("amount"));
    String request = event.field("request");
    return amount.signum() <= 0
        ? Optional.empty()
        : Optional.of(
            new IncomingPayment(
                log.transactionHash(),
                1 + placeInTransaction(log, content.receipt(log.transactionHash())),
                "0".equals(request) ? null : request,
                event.field("payer"),
                asset,
                amount));
  }

  private static long placeInTransaction(EvmLog log, EvmReceipt receipt) {
    List<EvmLog> all = receipt.logs();
    return IntStream.range(0, all.size())
        .filter(place -> all.get(place).index() == log.index())
        .findFirst()
        .orElseThrow(() -> new NodeAnsweredRubbish("an event that its transaction has not"));
  }

  @Override
  public List<SentTransaction> sent(EvmContent content) {
    return content.block().transactions().stream()
        .filter(transaction -> transaction.from().equals(treasury))
        .map(transaction -> sent(transaction, content.receipt(transaction.hash())))
        .toList();
  }

  private SentTransaction sent(EvmTransaction transaction, EvmReceipt receipt) {
    boolean moves = receipt.succeeded() && !treasury.equals(transaction.to());
    return new SentTransaction(
        transaction.hash(),
        transaction.nonce(),
        receipt.succeeded(),
        receipt.fee(),
        Map.of(asset, moves ? transaction.value() : BigInteger.ZERO));
  }

  @Override
  public Optional<String> feeAsset() {
    return Optional.of(asset);
  }

  @Override
  public void storeMore(Header header, EvmContent content) {
    events.store(header, content.logs(), contracts::eventsOf);
  }

  @Override
  public void undoMore(Header header) {
    events.undo(header);
  }
}

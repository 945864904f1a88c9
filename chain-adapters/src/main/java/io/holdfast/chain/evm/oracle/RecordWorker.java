package io.holdfast.chain.evm.oracle;

import io.holdfast.api.escrow.RecordOrderPayment;
import io.holdfast.chain.evm.key.EvmSigner;
import io.holdfast.chain.evm.payout.GasPolicy;
import io.holdfast.chain.evm.payout.GasPolicy.Offer;
import io.holdfast.chain.evm.rpc.BlockTag;
import io.holdfast.chain.evm.rpc.EvmReceipt;
import io.holdfast.chain.evm.rpc.EvmRpc;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import io.holdfast.chain.evm.wire.Transfer;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.RpcError;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Has the contract record payments. Level-triggered: each look does the next step of each, from
 * what is stored, so that it does not matter where the one before was killed. The steps: give it a
 * number and store the signed bytes; send them, and send them again until a block has them; tell
 * the order when that block is final.
 *
 * <p>While no block takes them, bytes with the same number and a higher offer take their place, and
 * they are stored first, too. All bytes of an order record the same, and the contract takes one: so
 * whichever is mined, and however often, it is on record once. It is given up on proof only: the
 * contract finally has another receipt of the order, or it finally reverted ours.
 */
public final class RecordWorker {
  private static final Logger LOG = LoggerFactory.getLogger(RecordWorker.class);
  private static final int MOST = 100;

  private final EvmRpc node;
  private final BigInteger chainId;
  private final EvmSigner signer;
  private final OracleSettings settings;
  private final OracleContract contract;
  private final OracleCheck check;
  private final RecordStore store;
  private final Reporter reporter;
  private final Clock clock;
  private final String rail;

  /**
   * @param escrow our contract
   */
  public RecordWorker(
      String rail,
      EvmRpc node,
      BigInteger chainId,
      EvmSigner signer,
      Address escrow,
      OracleSettings settings,
      RecordStore store,
      Reporter reporter,
      Clock clock) {
    this.rail = rail;
    this.node = node;
    this.chainId = chainId;
    this.signer = signer;
    this.settings = settings;
    this.contract = new OracleContract(node, escrow);
    this.check =
        new OracleCheck(node, contract, signer.account(), settings.lowBalanceWei(), store, clock);
    this.store = store;
    this.reporter = reporter;
    this.clock = clock;
  }

  /**
   * Does the next step of each. What the world failed at is thrown and tried again; what one alone
   * fails at is told in its detail.
   */
  public void work() {
    if (!check.isOurs()) {
      return;
    }
    for (OffchainRecord record : store.open(MOST)) {
      try {
        step(record);
      } catch (NodeFailure | LedgerFault | DataAccessException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.error("{} cannot be recorded", record.paymentId(), e);
        store.detail(record, "cannot be recorded: an operator finds why in the log");
      }
    }
  }

  private void step(OffchainRecord record) {
    Optional<Said> said = store.said(record);
    if (said.isPresent()) {
      heard(record, said.get());
    } else if (record.nonce().isEmpty()) {
      sign(record).ifPresent(signed -> send(record, signed));
    } else if (record.nonce().getAsLong() < finalCount()) {
      numberIsGone(record);
    } else {
      again(record);
    }
  }

  /** In a block that is not final it may still be lost: then it is sent again. */
  private void heard(OffchainRecord record, Said said) {
    if (!said.isFinal()) {
      return;
    }
    if (said.isOf(record)) {
      reporter.observe(
          List.of(new Report(command(record, said), said.block(), said.transaction())));
      store.recorded(record);
    } else {
      store.refused(record, "the contract has something else on record for this order");
    }
  }

  private RecordOrderPayment command(OffchainRecord record, Said said) {
    return new RecordOrderPayment(
        record.orderId(), record.paymentId(), rail, said.transaction(), said.block());
  }

  private Optional<SignedRecord> sign(OffchainRecord record) {
    Optional<Offer> offer = settings.gasPolicy().offer(node.gasPrices());
    if (offer.isEmpty()) {
      store.detail(record, "waits for gas to become cheaper: it costs more than is allowed");
      return Optional.empty();
    }
    Optional<BigInteger> gas = estimate(record);
    if (gas.isEmpty()) {
      refusedNow(record);
      return Optional.empty();
    }
    BigInteger limit = GasPolicy.limit(gas.get());
    if (!affords(store.promised().add(limit.multiply(offer.get().maxFee())))) {
      store.detail(record, "waits for gas money: the oracle's account has too little");
      return Optional.empty();
    }
    return Optional.of(
        store.sign(record, finalCount(), nonce -> signed(record, nonce, limit, offer.get())));
  }

  private boolean affords(BigInteger wei) {
    return node.balance(signer.account(), BlockTag.LATEST).compareTo(wei) >= 0;
  }

  private Optional<BigInteger> estimate(OffchainRecord record) {
    try {
      return Optional.of(
          node.estimateGas(signer.account(), contract.address(), OracleContract.recording(record)));
    } catch (RpcError e) {
      return Optional.empty();
    }
  }

  /** Something that is on record already, be it not finally: what it is decides. */
  private void refusedNow(OffchainRecord record) {
    Optional<String> receipt = contract.receipt(record);
    if (receipt.isPresent()) {
      onRecord(record, receipt.get());
    } else {
      store.detail(record, "the contract refuses it now; it is tried again");
    }
  }

  /** What is ours is told once its block was taken in. */
  private void onRecord(OffchainRecord record, String receipt) {
    if (receipt.equals(record.receipt())) {
      store.detail(record, "on record, in a block that was not read yet");
    } else {
      store.refused(record, "the contract has something else on record for this order");
    }
  }

  /** A final block has a transaction with its number: ours, or another one of our key. */
  private void numberIsGone(OffchainRecord record) {
    Optional<String> receipt = contract.receipt(record);
    if (receipt.isPresent()) {
      onRecord(record, receipt.get());
      return;
    }
    List<String> ours = store.signed(record).stream().map(SignedRecord::transaction).toList();
    Collection<EvmReceipt> receipts = node.receipts(ours).values();
    if (receipts.isEmpty()) {
      store.forgetNumber(record);
    } else if (receipts.stream().noneMatch(EvmReceipt::succeeded)) {
      store.refused(record, "the contract finally refused to record it");
    }
  }

  private long finalCount() {
    return node.transactionCount(signer.account(), BlockTag.FINALIZED);
  }

  private void again(OffchainRecord record) {
    SignedRecord newest = store.signed(record).getFirst();
    if (isYoungerThan(newest.sentAtMillis(), settings.resendAfterMillis())) {
      return;
    }
    send(
        record,
        isYoungerThan(newest.signedAtMillis(), settings.replaceAfterMillis())
            ? newest
            : raised(record, newest).orElse(newest));
  }

  private boolean isYoungerThan(@Nullable Long atMillis, long millis) {
    return atMillis != null && clock.millis() - atMillis < millis;
  }

  /** With the same number, stored before it is sent. */
  private Optional<SignedRecord> raised(OffchainRecord record, SignedRecord before) {
    return settings
        .gasPolicy()
        .raised(before.offer(), node.gasPrices())
        .map(offer -> signed(record, before.nonce(), before.gasLimit(), offer))
        .filter(raised -> affords(raised.mostFee()))
        .map(
            raised -> {
              store.store(record, raised);
              return raised;
            });
  }

  private SignedRecord signed(OffchainRecord record, long nonce, BigInteger limit, Offer offer) {
    Transfer call =
        new Transfer(
            chainId,
            BigInteger.valueOf(nonce),
            offer.tip(),
            offer.maxFee(),
            limit,
            contract.address(),
            BigInteger.ZERO,
            Hex.of(OracleContract.recording(record)));
    byte[] bytes = call.signed(signer.sign(Keccak.hash(call.unsigned())));
    return new SignedRecord(
        Hex.of(Keccak.hash(bytes)), nonce, limit, offer, Hex.of(bytes), clock.millis(), null);
  }

  private void send(OffchainRecord record, SignedRecord signed) {
    boolean taken = isTaken(signed);
    store.sent(signed, clock.millis());
    store.detail(record, taken ? null : "the node does not take it now; it is sent again");
  }

  private boolean isTaken(SignedRecord signed) {
    try {
      node.send(Hex.bytes(signed.signedHex()));
      return true;
    } catch (RpcError e) {
      return node.knows(signed.transaction());
    }
  }
}

package io.holdfast.chain.bitcoin.payout;

import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.api.withdrawal.WithdrawalCommand;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.chain.bitcoin.address.AddressBook;
import io.holdfast.chain.bitcoin.address.Destinations;
import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.MempoolVerdict;
import io.holdfast.chain.bitcoin.rpc.RpcCodes;
import io.holdfast.chain.bitcoin.store.Payout;
import io.holdfast.chain.bitcoin.store.PayoutStore;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.RpcError;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Pays withdrawals out. Level-triggered: each look does the next step of each withdrawal, from what
 * is stored, so that it does not matter where the one before was killed. The steps: reserve coins,
 * sign, have the bytes stored in the log, send exactly these, and send them again until they are
 * mined.
 *
 * <p>One withdrawal that cannot go on says why in its detail and holds up no other.
 */
public final class PayoutWorker {
  private static final Logger LOG = LoggerFactory.getLogger(PayoutWorker.class);
  private static final BigInteger ALL_THAT_EXISTS = BigInteger.valueOf(2_100_000_000_000_000L);

  private final BitcoinRpc node;
  private final PayoutStore store;
  private final AddressBook addresses;
  private final PaymentSigner signer;
  private final Destinations destinations;
  private final FeePolicy fees;
  private final Reporter reporter;
  private final Asset asset;
  private final Clock clock;
  private final Duration resendAfter;

  public PayoutWorker(
      BitcoinRpc node,
      PayoutStore store,
      AddressBook addresses,
      PaymentSigner signer,
      Destinations destinations,
      FeePolicy fees,
      Reporter reporter,
      Asset asset,
      Clock clock,
      Duration resendAfter) {
    this.node = node;
    this.store = store;
    this.addresses = addresses;
    this.signer = signer;
    this.destinations = destinations;
    this.fees = fees;
    this.reporter = reporter;
    this.asset = asset;
    this.clock = clock;
    this.resendAfter = resendAfter;
  }

  /**
   * Does the next step of every open withdrawal. What the world failed at is thrown and tried
   * again; what one withdrawal alone fails at is told in its detail.
   */
  public void work() {
    for (Payout payout : store.open()) {
      try {
        step(payout);
      } catch (NodeFailure | LedgerFault | DataAccessException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.error("{} cannot be paid", payout.withdrawalId(), e);
        store.detail(payout.withdrawalId(), "cannot be paid, see the log: " + e.getMessage());
      }
    }
  }

  private void step(Payout payout) {
    if (payout.state() == WithdrawalState.APPROVED) {
      if (!store.waitsAfterRestore(payout.withdrawalId())) {
        sign(payout);
      }
    } else {
      send(payout);
    }
  }

  private void sign(Payout payout) {
    Optional<CoinSelection> selection = store.plan(payout).or(() -> choose(payout));
    if (selection.isEmpty()) {
      return;
    }
    SignedPayment signed = signer.sign(plan(payout, selection.get()));
    if (payout.txid() == null && !nodeWouldTake(payout, signed)) {
      store.forget(payout);
      return;
    }
    store.offer(payout, signed.txid());
    Money chainFee = Money.of(asset, selection.get().feeSats());
    tell(payout, new RecordSigned(id(payout), signed.txid(), signed.hex(), chainFee));
  }

  private Optional<CoinSelection> choose(Payout payout) {
    if (payout.amount().compareTo(ALL_THAT_EXISTS) > 0) {
      store.detail(payout.withdrawalId(), "the amount is more than all bitcoin there will ever be");
      return Optional.empty();
    }
    int scriptBytes = destinations.script(payout.destination()).length;
    Optional<CoinSelection> selection =
        CoinSelection.choose(
            store.spendable(), payout.amount().longValueExact(), scriptBytes, fees.rate(node));
    if (selection.isEmpty()) {
      store.detail(
          payout.withdrawalId(), "waits for coins: those that may be spent now do not suffice");
    }
    return selection.filter(chosen -> store.reserve(payout, chosen));
  }

  private PaymentPlan plan(Payout payout, CoinSelection selection) {
    return new PaymentPlan(
        selection.coins(),
        payout.destination(),
        payout.amount().longValueExact(),
        selection.feeSats(),
        selection.changeSats(),
        selection.changeSats() == 0 ? null : changePath(payout));
  }

  private KeyPath changePath(Payout payout) {
    String address = addresses.addressOf(Branch.CHANGE, payout.withdrawalId());
    return addresses.path(address).orElseThrow();
  }

  /** Asked before anything is stored: what the node would refuse would wait for ever. */
  private boolean nodeWouldTake(Payout payout, SignedPayment signed) {
    MempoolVerdict verdict = node.test(signed.hex());
    if (!verdict.allowed()) {
      store.detail(
          payout.withdrawalId(), "the node would not take the payment: " + verdict.refusal());
    }
    return verdict.allowed();
  }

  private void send(Payout payout) {
    if (store.isImpossible(payout)) {
      tell(
          payout,
          new FailWithdrawal(id(payout), "another transaction finally spent the payment's coins"));
      return;
    }
    if (sentLately(payout)) {
      return;
    }
    String refusal = sendBytes(Objects.requireNonNull(payout.signedHex()));
    store.sent(payout.withdrawalId(), clock.millis());
    if (refusal != null) {
      store.detail(payout.withdrawalId(), refusal);
    } else if (payout.state() == WithdrawalState.SIGNED) {
      tell(payout, new RecordBroadcast(id(payout), Objects.requireNonNull(payout.txid())));
    }
  }

  private boolean sentLately(Payout payout) {
    Long sentAt = payout.sentAtMillis();
    return sentAt != null && clock.millis() - sentAt < resendAfter.toMillis();
  }

  /** Null when the node has the transaction now, else why it has not. */
  private @Nullable String sendBytes(String hex) {
    try {
      node.send(hex);
      return null;
    } catch (RpcError e) {
      return e.code() == RpcCodes.ALREADY_MINED ? null : String.valueOf(e.getMessage());
    }
  }

  private void tell(Payout payout, WithdrawalCommand command) {
    Optional<Rejection> refusal = reporter.tell(new Report(command, null, payout.txid()));
    refusal.ifPresent(
        rejection ->
            store.detail(
                payout.withdrawalId(),
                "the ledger refuses (" + rejection.code() + "): " + rejection.reason()));
  }

  private static WithdrawalId id(Payout payout) {
    return new WithdrawalId(payout.withdrawalId());
  }
}

package io.holdfast.chain.transfer;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.api.withdrawal.WithdrawalCommand;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.RpcError;
import io.holdfast.chain.transfer.Payout.Plan;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Pays withdrawals out of one account. Level-triggered: each look does the next step of each
 * withdrawal, from what is stored, so that it does not matter where the one before was killed. The
 * steps: ask whether it can be paid; give it a number and store the plan that decides its bytes;
 * have the bytes stored in the log; send exactly these, and send them again until they are mined.
 *
 * <p>Before it is signed, it fails where the chain would not take it. Once signed, it fails on
 * proof only: a final block holds its transaction, which did nothing; or a final block holds
 * another one of its number; or its time is over, on a chain that has such a thing. One that cannot
 * go on says why in its detail and holds up no other, but for the chain's own law that numbers are
 * taken in their order.
 */
public final class PayoutWorker {
  private static final Logger LOG = LoggerFactory.getLogger(PayoutWorker.class);

  private final PayoutChain chain;
  private final PayoutStore store;
  private final Reporter reporter;
  private final Clock clock;
  private final Duration resendAfter;

  public PayoutWorker(
      PayoutChain chain, PayoutStore store, Reporter reporter, Clock clock, Duration resendAfter) {
    this.chain = chain;
    this.store = store;
    this.reporter = reporter;
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
      prepare(payout);
    } else {
      pay(payout, payout.requirePlan());
    }
  }

  private void prepare(Payout payout) {
    if (!store.waitsAfterRestore(payout.withdrawalId())) {
      Optional.ofNullable(payout.plan())
          .or(() -> plan(payout))
          .ifPresent(plan -> offer(payout, plan));
    }
  }

  private Optional<Plan> plan(Payout payout) {
    if (!store.isNumbered()) {
      store.numberFrom(chain.finalizedSequence());
    }
    return switch (chain.quote(payout, store.underWay())) {
      case Quote.Wait(String reason) -> {
        store.detail(payout.withdrawalId(), reason);
        yield Optional.empty();
      }
      case Quote.Refused(String reason) -> {
        tell(payout, new FailWithdrawal(id(payout), reason));
        yield Optional.empty();
      }
      case Quote.Ready ready -> store.plan(payout, sequence -> plan(ready, sequence));
    };
  }

  private Plan plan(Quote.Ready ready, long sequence) {
    String unsigned = ready.unsigned().apply(sequence);
    return new Plan(sequence, unsigned, chain.sign(unsigned).transaction(), ready.mostFee());
  }

  /** Nothing was sent before: what the ledger finally refuses was never on its way. */
  private void offer(Payout payout, Plan plan) {
    SignedTransfer signed = chain.sign(plan.unsigned());
    if (!signed.transaction().equals(plan.transaction())) {
      throw new IllegalStateException("another key signs than the one that made the plan");
    }
    RecordSigned command =
        new RecordSigned(
            id(payout), signed.transaction(), signed.hex(), chain.fee(payout, plan.mostFee()));
    tell(payout, command)
        .filter(refusal -> refusal.code() == ErrorCode.WRONG_STATE)
        .ifPresent(_ -> store.release(payout));
  }

  private void pay(Payout payout, Plan plan) {
    switch (store.fate(plan)) {
      case Fate.Open _ when chain.isOver(payout) ->
          tell(payout, new FailWithdrawal(id(payout), "its time ran out before a block took it"));
      case Fate.Open _ -> send(payout, plan);
      case Fate.Reverted _ ->
          store.detail(payout.withdrawalId(), "the chain refused it; waits until that is final");
      case Fate.FinallyReverted(BigInteger fee) -> reverted(payout, plan, fee);
      case Fate.FinallyReplaced _ ->
          tell(
              payout,
              new FailWithdrawal(
                  id(payout), "another transaction finally took the payment's number"));
    }
  }

  private void reverted(Payout payout, Plan plan, BigInteger fee) {
    tell(payout, new RecordChainFee(id(payout), plan.transaction(), chain.fee(payout, fee)));
    tell(payout, new FailWithdrawal(id(payout), "the chain finally refused the payment"));
  }

  private void send(Payout payout, Plan plan) {
    if (sentLately(payout)) {
      return;
    }
    Optional<String> refusal = sendBytes(payout, plan);
    store.sent(payout.withdrawalId(), clock.millis());
    if (refusal.isPresent()) {
      store.detail(payout.withdrawalId(), refusal.get());
    } else if (payout.state() == WithdrawalState.SIGNED) {
      tell(payout, new RecordBroadcast(id(payout), plan.transaction()));
    }
  }

  private boolean sentLately(Payout payout) {
    Long sentAt = payout.sentAtMillis();
    return sentAt != null && clock.millis() - sentAt < resendAfter.toMillis();
  }

  /** Empty when the node has the transaction now, else why it has not. */
  private Optional<String> sendBytes(Payout payout, Plan plan) {
    try {
      chain.send(Objects.requireNonNull(payout.signedHex()));
      return Optional.empty();
    } catch (RpcError e) {
      return chain.knows(plan.transaction())
          ? Optional.empty()
          : Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Rejection> tell(Payout payout, WithdrawalCommand command) {
    String transaction = payout.plan() == null ? null : payout.plan().transaction();
    Optional<Rejection> refusal = reporter.tell(new Report(command, null, transaction));
    refusal.ifPresent(
        rejection ->
            store.detail(
                payout.withdrawalId(),
                "the ledger refuses (" + rejection.code() + "): " + rejection.reason()));
    return refusal;
  }

  private static WithdrawalId id(Payout payout) {
    return new WithdrawalId(payout.withdrawalId());
  }
}

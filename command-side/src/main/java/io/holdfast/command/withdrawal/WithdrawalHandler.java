package io.holdfast.command.withdrawal;

import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.ReleaseHold;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.Rails;
import io.holdfast.api.withdrawal.ApproveWithdrawal;
import io.holdfast.api.withdrawal.CancelWithdrawal;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.api.withdrawal.RejectWithdrawal;
import io.holdfast.api.withdrawal.RequestMint;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import io.holdfast.api.withdrawal.WithdrawalApprovalGiven;
import io.holdfast.api.withdrawal.WithdrawalApproved;
import io.holdfast.api.withdrawal.WithdrawalBroadcast;
import io.holdfast.api.withdrawal.WithdrawalCancelled;
import io.holdfast.api.withdrawal.WithdrawalConfirmed;
import io.holdfast.api.withdrawal.WithdrawalEvent;
import io.holdfast.api.withdrawal.WithdrawalFailed;
import io.holdfast.api.withdrawal.WithdrawalFeeCharged;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalOrphaned;
import io.holdfast.api.withdrawal.WithdrawalRejected;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalSettled;
import io.holdfast.api.withdrawal.WithdrawalSigned;
import io.holdfast.command.Aggregates;
import io.holdfast.command.account.AccountAggregate;
import io.holdfast.command.account.AccountDecider;
import io.holdfast.command.account.AccountState;
import io.holdfast.command.account.AccountState.Open;
import io.holdfast.command.journal.Journal;
import io.holdfast.command.policy.PolicyHandler;
import io.holdfast.command.policy.WithdrawalPolicy;
import io.holdfast.command.withdrawal.Withdrawal.Failed;
import io.holdfast.command.withdrawal.Withdrawal.Settled;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandHandler;

/**
 * Carries out withdrawals. Each step is one append: a request holds the funds, an end without
 * payment releases them, the settlement captures them with its journal entry. Locks are taken in
 * the order policy, withdrawal, account.
 */
public final class WithdrawalHandler {
  private final Aggregates<WithdrawalAggregate, Withdrawal, WithdrawalEvent> withdrawals;
  private final Aggregates<AccountAggregate, AccountState, AccountEvent> accounts;
  private final Journal journal;
  private final Assets assets;
  private final Rails rails;
  private final PolicyHandler policies;
  private final Clock clock;

  public WithdrawalHandler(
      Aggregates<WithdrawalAggregate, Withdrawal, WithdrawalEvent> withdrawals,
      Aggregates<AccountAggregate, AccountState, AccountEvent> accounts,
      Journal journal,
      Assets assets,
      Rails rails,
      PolicyHandler policies,
      Clock clock) {
    this.withdrawals = withdrawals;
    this.accounts = accounts;
    this.journal = journal;
    this.assets = assets;
    this.rails = rails;
    this.policies = policies;
    this.clock = clock;
  }

  @CommandHandler
  void handle(RequestWithdrawal command) {
    Rail rail = rails.require(command.amount().asset().rail());
    RequestWithdrawal wish = canonical(command, rail);
    WithdrawalPolicy policy = policies.withdrawal(wish.amount().asset());
    Instant now = clock.instant();
    var withdrawal = withdrawals.load(wish.targetId());
    var account = accounts.load(wish.accountId().value());
    Open open = account.state().requireOpen();
    List<WithdrawalEvent> requested =
        WithdrawalDecider.request(
            wish, policy, rail.finalityDepthBlocks(), open, withdrawal.state(), now);
    if (!requested.isEmpty()) {
      var held = AccountDecider.decide(WithdrawalDecider.hold(wish, policy), open, now);
      withdrawal.record(requested);
      account.record(held);
    }
  }

  @CommandHandler
  void handle(RequestMint command) {
    Rail rail = rails.require(command.amount().asset().rail());
    if (!rail.mints(command.amount().asset())) {
      throw new Rejection(ErrorCode.UNKNOWN_ASSET, "We are not the ones who make this asset.");
    }
    WithdrawalPolicy policy = policies.withdrawal(command.amount().asset());
    var withdrawal = withdrawals.load(command.targetId());
    accounts.load(command.accountId().value()).state().requireOpen();
    withdrawal.record(
        WithdrawalDecider.mint(command, policy, rail.finalityDepthBlocks(), withdrawal.state()));
  }

  @CommandHandler
  void handle(ApproveWithdrawal command) {
    decide(command.withdrawalId(), state -> WithdrawalDecider.approve(command, state));
  }

  @CommandHandler
  void handle(RejectWithdrawal command) {
    decide(command.withdrawalId(), state -> WithdrawalDecider.reject(command, state));
  }

  @CommandHandler
  void handle(CancelWithdrawal command) {
    decide(command.withdrawalId(), state -> WithdrawalDecider.cancel(command, state));
  }

  @CommandHandler
  void handle(RecordSigned command) {
    decide(command.withdrawalId(), state -> WithdrawalDecider.recordSigned(command, state));
  }

  @CommandHandler
  void handle(RecordBroadcast command) {
    decide(command.withdrawalId(), state -> WithdrawalDecider.recordBroadcast(command, state));
  }

  @CommandHandler
  void handle(RecordChainFee command) {
    decide(command.withdrawalId(), state -> WithdrawalDecider.recordChainFee(command, state));
  }

  @CommandHandler
  void handle(CountWithdrawalConfirmations command) {
    decide(command.withdrawalId(), state -> WithdrawalDecider.count(command, state));
  }

  @CommandHandler
  void handle(OrphanWithdrawal command) {
    decide(command.withdrawalId(), state -> WithdrawalDecider.orphan(command, state));
  }

  @CommandHandler
  void handle(FailWithdrawal command) {
    decide(command.withdrawalId(), state -> WithdrawalDecider.fail(command, state));
  }

  private void decide(WithdrawalId id, Function<Withdrawal, List<WithdrawalEvent>> decision) {
    var withdrawal = withdrawals.load(id.value());
    List<WithdrawalEvent> events = decision.apply(withdrawal.state());
    withdrawal.record(events);
    for (WithdrawalEvent event : events) {
      carryOut(id, event, withdrawal.state());
    }
  }

  private void carryOut(WithdrawalId id, WithdrawalEvent event, Withdrawal after) {
    switch (event) {
      case WithdrawalRejected _, WithdrawalCancelled _ -> release(id, after);
      case WithdrawalFailed _ -> fail(id, after);
      case WithdrawalSettled settled -> settle(id, settled, after);
      case WithdrawalRequested _,
          WithdrawalApprovalGiven _,
          WithdrawalApproved _,
          WithdrawalSigned _,
          WithdrawalBroadcast _,
          WithdrawalFeeCharged _,
          WithdrawalConfirmed _,
          WithdrawalOrphaned _ -> {}
    }
  }

  private void release(WithdrawalId id, Withdrawal after) {
    Terms terms = after.requireRequested().terms();
    if (terms.isMint()) {
      return;
    }
    AccountId account = new AccountId(terms.accountId());
    accounts.decide(
        account.value(),
        state ->
            AccountDecider.decide(new ReleaseHold(account, id.hold()), state, clock.instant()));
  }

  private void fail(WithdrawalId id, Withdrawal after) {
    if (!(after instanceof Failed failed)) {
      throw new IllegalStateException(id + " failed and is " + after);
    }
    release(id, failed);
    if (failed.lostFee().signum() > 0) {
      Asset asset = assets.require(failed.terms().asset());
      journal.postNew(Settlement.lostFee(failed.terms(), failed.lostFee(), asset));
    }
  }

  private void settle(WithdrawalId id, WithdrawalSettled event, Withdrawal after) {
    if (!(after instanceof Settled settled)) {
      throw new IllegalStateException(id + " was settled and is " + after);
    }
    Terms terms = settled.terms();
    Asset asset = assets.require(terms.asset());
    if (terms.isMint()) {
      journal.postNew(Settlement.minted(event.entryId(), terms, settled.payment(), asset));
      return;
    }
    journal.postFromHold(
        Settlement.entry(event.entryId(), terms, settled.payment(), asset),
        new AccountId(terms.accountId()),
        id.hold());
  }

  private static RequestWithdrawal canonical(RequestWithdrawal command, Rail rail) {
    return new RequestWithdrawal(
        command.withdrawalId(),
        command.accountId(),
        command.amount(),
        rail.requireDestination(command.destination()),
        command.requestedBy());
  }
}

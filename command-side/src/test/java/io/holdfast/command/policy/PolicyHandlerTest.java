package io.holdfast.command.policy;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.Event;
import io.holdfast.api.account.AccountId;
import io.holdfast.api.account.OpenAccount;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.journal.EntryKind;
import io.holdfast.api.journal.JournalEntry;
import io.holdfast.api.journal.PostEntry;
import io.holdfast.api.journal.Posting;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.policy.SetWithdrawalPolicy;
import io.holdfast.api.policy.WithdrawalPolicySet;
import io.holdfast.api.withdrawal.RequestWithdrawal;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.command.TestLedger;
import io.holdfast.command.TestRails;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The configured policy: 1,000 to 1,000,000, fee 100, 2 approvals above 500,000. */
class PolicyHandlerTest {
  private static final Asset BTC = TestLedger.ASSETS.require("BTC");
  private static final AccountId ALICE = new AccountId("account:alice");
  private final TestLedger ledger =
      new TestLedger(
          new TestRails(2, 3), Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));

  @BeforeEach
  void aliceHasAMillion() {
    ledger.send(new OpenAccount(ALICE, "user:alice", "Main"));
    ledger.send(
        new PostEntry(
            new JournalEntry(
                new EntryId("entry:in"),
                EntryKind.DEPOSIT,
                List.of(
                    new Posting(AccountId.world("bitcoin"), btc(-1_000_000)),
                    new Posting(ALICE, btc(1_000_000))),
                "in")));
  }

  @Test
  void setsWhatIsAskedForAndLeavesTheRest() {
    assertThat(ledger.send(set(5_000L, 7L)))
        .containsExactly(
            new WithdrawalPolicySet("BTC", "7", "5000", "1000000", "2000000", "500000", 2));
  }

  @Test
  void isQuietWhenNothingChanges() {
    assertThat(ledger.send(set(1_000L, 100L))).isEmpty();
    ledger.send(set(5_000L, null));
    assertThat(ledger.send(set(5_000L, null))).isEmpty();
  }

  @Test
  void addsOneChangeToAnother() {
    ledger.send(set(5_000L, null));

    assertThat(ledger.send(set(null, 7L)))
        .containsExactly(
            new WithdrawalPolicySet("BTC", "7", "5000", "1000000", "2000000", "500000", 2));
  }

  @Test
  void refusesLimitsThatContradictOneAnother() {
    assertRefused(ErrorCode.MALFORMED_REQUEST, () -> ledger.send(set(1_000_001L, null)));
    assertRefused(ErrorCode.MALFORMED_REQUEST, () -> ledger.send(set(0L, null)));
    assertRefused(ErrorCode.MALFORMED_REQUEST, () -> ledger.send(set(null, -1L)));
    assertRefused(
        ErrorCode.MALFORMED_REQUEST,
        () -> ledger.send(new SetWithdrawalPolicy(BTC, null, null, null, null, null, 11)));
  }

  @Test
  void decidesTheNextWithdrawalAndNoEarlierOne() {
    ledger.send(withdraw("withdrawal:before", 4_000));
    ledger.send(set(5_000L, 7L));

    assertRefused(ErrorCode.BELOW_MINIMUM, () -> ledger.send(withdraw("withdrawal:small", 4_000)));
    assertThat(ledger.send(withdraw("withdrawal:before", 4_000))).isEmpty();
    List<Event> after = ledger.send(withdraw("withdrawal:after", 5_000));
    assertThat(after)
        .filteredOn(WithdrawalRequested.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            WithdrawalRequested.class, requested -> assertThat(requested.fee()).isEqualTo("7"));
  }

  private static SetWithdrawalPolicy set(@Nullable Long minimum, @Nullable Long fee) {
    return new SetWithdrawalPolicy(
        BTC,
        fee == null ? null : BigInteger.valueOf(fee),
        minimum == null ? null : BigInteger.valueOf(minimum),
        null,
        null,
        null,
        null);
  }

  private static RequestWithdrawal withdraw(String id, long amount) {
    return new RequestWithdrawal(new WithdrawalId(id), ALICE, btc(amount), "bc1dest", "user:alice");
  }

  private static Money btc(long minor) {
    return Money.of(BTC, minor);
  }
}

package io.holdfast.query.views;

import static io.holdfast.query.views.Story.WORLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.account.AmountPosted;
import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositOrphaned;
import io.holdfast.api.deposit.DepositRequested;
import io.holdfast.api.deposit.DepositReversed;
import io.holdfast.api.deposit.DepositSuspended;
import io.holdfast.api.deposit.PaymentCounted;
import io.holdfast.api.error.Defect;
import io.holdfast.api.rail.BlockApplied;
import io.holdfast.api.rail.BlockOrphaned;
import io.holdfast.api.rail.RailPaused;
import io.holdfast.api.rail.RailResumed;
import io.holdfast.api.rail.RailStateChanged;
import io.holdfast.api.withdrawal.WithdrawalApprovalGiven;
import io.holdfast.api.withdrawal.WithdrawalApproved;
import io.holdfast.api.withdrawal.WithdrawalConfirmed;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalSettled;
import io.holdfast.api.withdrawal.WithdrawalSigned;
import io.holdfast.query.fold.LoggedEvent;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewsBatchIT {
  private static final String ALICE = "account:alice-main";
  private static final String BOB = "account:bob-main";
  private static final ReadModel MODEL = new ReadModel();

  @BeforeEach
  void empty() throws SQLException {
    MODEL.clear();
  }

  private static Story aliceAndBob() {
    return new Story().opened(ALICE, "alice").opened(BOB, "bob");
  }

  @Test
  void takesGuardedBalancesFromTheirEventsAndCountsBoundaries() throws Exception {
    MODEL.write(
        aliceAndBob().paidIn(ALICE, 100).moved(ALICE, BOB, 30).heldBack(BOB, "hold:1", 10).log());

    assertThat(
            MODEL.rows("select account_id, posted, held, log_index from view.balance order by 1"))
        .containsExactly(
            "(account:alice-main,70,0,5)",
            "(account:bob-main,30,10,8)",
            "(boundary:world:bitcoin,-100,0,3)");
  }

  @Test
  void knowsABoundaryAccountFromItsFirstEntryOn() throws Exception {
    MODEL.write(aliceAndBob().paidIn(ALICE, 100).log());

    assertThat(MODEL.rows("select * from view.account where owner_id is null"))
        .containsExactly("(boundary:world:bitcoin,,world:bitcoin,{},3,3,t)");
  }

  @Test
  void joinsTheHalvesOfALineWhicheverComesFirst() throws Exception {
    MODEL.write(aliceAndBob().paidIn(ALICE, 100).moved(ALICE, BOB, 30).log());

    assertThat(
            MODEL.rows(
                "select account_id, kind, amount, posted_after, counterparties, log_index from"
                    + " view.journal_line where complete order by log_index, account_id"))
        .containsExactly(
            "(boundary:world:bitcoin,DEPOSIT,-100,-100,account:alice-main,3)",
            "(account:alice-main,DEPOSIT,100,100,boundary:world:bitcoin,4)",
            "(account:alice-main,TRANSFER,-30,70,account:bob-main,7)",
            "(account:bob-main,TRANSFER,30,30,account:alice-main,7)");
  }

  @Test
  void hidesALineWhoseSecondHalfIsInTheNextBatch() throws Exception {
    List<LoggedEvent> log = aliceAndBob().paidIn(ALICE, 100).log();

    MODEL.write(log.subList(0, 3));
    assertThat(MODEL.rows("select account_id from view.journal_line where complete"))
        .containsExactly("(" + WORLD + ")");

    MODEL.write(log.subList(3, 4));
    assertThat(
            MODEL.rows(
                "select account_id, log_index from view.journal_line where complete order by 2"))
        .containsExactly("(" + WORLD + ",3)", "(account:alice-main,4)");
  }

  @Test
  void countsACaptureAsALineOfTheJournal() throws Exception {
    MODEL.write(
        aliceAndBob()
            .paidIn(ALICE, 100)
            .heldBack(ALICE, "hold:1", 40)
            .paidOut(ALICE, "hold:1", 40, 3)
            .log());

    assertThat(
            MODEL.rows(
                "select account_id, amount, posted_after from view.journal_line where kind ="
                    + " 'WITHDRAWAL' order by 1"))
        .containsExactly(
            "(account:alice-main,-40,60)",
            "(boundary:fees:bitcoin,3,3)",
            "(boundary:world:bitcoin,37,-63)");
  }

  @Test
  void changesNothingWhenTheSameEventsComeAgain() throws Exception {
    List<LoggedEvent> log =
        aliceAndBob()
            .allowed(ALICE, "bcrt1qx")
            .paidIn(ALICE, 100)
            .moved(ALICE, BOB, 30)
            .heldBack(ALICE, "hold:1", 40)
            .paidOut(ALICE, "hold:1", 40, 3)
            .log();
    MODEL.write(log);
    List<String> once = MODEL.everything();

    MODEL.write(log);
    MODEL.write(log.subList(4, 9));
    MODEL.write(log.subList(9, log.size()));

    assertThat(MODEL.everything()).isEqualTo(once);
  }

  @Test
  void movesItsPositionWithTheRows() throws Exception {
    MODEL.write(aliceAndBob().log());

    assertThat(MODEL.rows("select log_index from view.progress")).containsExactly("(2)");
  }

  @Test
  void namesTheEventWhoseArithmeticIsWrongAndKeepsNothingOfItsBatch() throws Exception {
    Story story = aliceAndBob().paidIn(ALICE, 100);
    story.tell(Story.entry("entry:bad", "TRANSFER", Story.line(ALICE, 1), Story.line(WORLD, -1)));
    story.tell(new AmountPosted(ALICE, "entry:bad", "BTC", "1", "102", "0"));
    story.opened("account:later", "carol");

    assertThatThrownBy(() -> MODEL.write(story.log()))
        .isInstanceOf(Defect.class)
        .hasMessageContaining("the views stop before event 6, AmountPosted of " + ALICE)
        .hasMessageContaining("posted 100+1 is not 102");
    assertThat(MODEL.rows("select * from view.account")).isEmpty();
    assertThat(MODEL.rows("select log_index from view.progress")).containsExactly("(0)");
  }

  @Test
  void namesAnEntryThatDoesNotSumToZero() {
    Story story = aliceAndBob();
    story.tell(Story.entry("entry:bad", "TRANSFER", Story.line(WORLD, 5), Story.line(ALICE, -4)));

    assertThatThrownBy(() -> MODEL.write(story.log()))
        .isInstanceOf(Defect.class)
        .hasMessageContaining("event 3")
        .hasMessageContaining("does not sum to zero");
  }

  @Test
  void refusesLessThanNothingOnAGuardedAccount() {
    Story story = aliceAndBob().moved(ALICE, BOB, 1);

    assertThatThrownBy(() -> MODEL.write(story.log()))
        .isInstanceOf(Defect.class)
        .hasMessageContaining("leave less than nothing");
  }

  @Test
  void namesAnEventThatTheDatabaseRefuses() {
    Story story = aliceAndBob().opened("account:zero", "nul\0").opened("account:later", "carol");

    assertThatThrownBy(() -> MODEL.write(story.log()))
        .isInstanceOf(Defect.class)
        .hasMessageContaining("the views stop before event 3, AccountOpened of account:zero");
  }

  @Test
  void followsADepositThroughAReorganisation() throws Exception {
    String deposit = "deposit:bitcoin:aa:0";
    Story story = aliceAndBob();
    story
        .tell(new DepositRequested("deposit-request:1", ALICE, "bitcoin", "BTC", "bcrt1", "50", 99))
        .tell(
            new DepositDetected(
                deposit, "deposit-request:1", ALICE, "bitcoin", "aa", 0, "BTC", "50", 2, 6, 7))
        .tell(new DepositConfirmed(deposit, 10, "h10", 1))
        .tell(new DepositConfirmed(deposit, 10, "h10", 2))
        .tell(new DepositCredited(deposit, ALICE, "entry:1", "BTC", "50", "0"))
        .tell(new PaymentCounted("deposit-request:1", deposit, "50", "50", "PAID"));
    MODEL.write(story.log());

    assertThat(
            MODEL.rows(
                "select owner_id, state, confirmations, height, block_hash, seen_at_millis,"
                    + " created_index, log_index from view.deposit"))
        .containsExactly("(alice,CREDITED,2,10,h10,7,4,7)");
    assertThat(
            MODEL.rows(
                "select owner_id, expected, received, outcome, created_at_millis from"
                    + " view.deposit_request"))
        .containsExactly("(alice,50,50,PAID,1002)");

    story
        .tell(new DepositOrphaned(deposit, 10, "h10"))
        .tell(new DepositReversed(deposit, ALICE, "entry:2", "BTC", "50", "20"));
    MODEL.write(story.log().subList(8, 10));
    assertThat(MODEL.rows("select state, confirmations, height, detail from view.deposit"))
        .containsExactly("(ORPHANED,0,,\"already spent: 20\")");

    story.tell(new DepositConfirmed(deposit, 11, "h11", 1));
    MODEL.write(story.log().subList(10, 11));
    assertThat(MODEL.rows("select state, confirmations, height, detail from view.deposit"))
        .containsExactly("(CONFIRMING,1,11,)");
  }

  @Test
  void keepsAPaymentThatCameForNobody() throws Exception {
    String deposit = "deposit:bitcoin:cc:1";
    MODEL.write(
        new Story()
            .tell(
                new DepositDetected(
                    deposit,
                    "deposit-request:none",
                    "boundary:suspense:bitcoin",
                    "bitcoin",
                    "cc",
                    1,
                    "BTC",
                    "50",
                    2,
                    6,
                    7))
            .tell(new DepositSuspended(deposit, "unknown-request"))
            .log());

    assertThat(MODEL.rows("select owner_id, state, detail from view.deposit"))
        .containsExactly("(,SUSPENSE,unknown-request)");
  }

  @Test
  void followsAWithdrawalToItsEnd() throws Exception {
    String id = "withdrawal:1";
    Story story = aliceAndBob();
    story
        .tell(
            new WithdrawalRequested(
                id, ALICE, "bitcoin", "BTC", "40", "3", "bcrt1qx", "alice", 1, 6))
        .tell(new WithdrawalApprovalGiven(id, "olivia", 0))
        .tell(new WithdrawalApproved(id))
        .tell(new WithdrawalSigned(id, "bb", "00ff", "2"))
        .tell(new WithdrawalConfirmed(id, 12, "h12", 6))
        .tell(new WithdrawalSettled(id, "entry:1"));
    MODEL.write(story.log());

    assertThat(
            MODEL.rows(
                "select owner_id, state, approvers, transaction, chain_fee, confirmations, height,"
                    + " requested_at_millis, log_index from view.withdrawal"))
        .containsExactly("(alice,SETTLED,{olivia},bb,2,6,12,1002,8)");
  }

  @Test
  void showsThatARailIsPausedAndWhyUntilItIsResumed() throws Exception {
    Story story =
        new Story()
            .tell(new RailStateChanged("bitcoin", "FOLLOWING", "at the head"))
            .tell(new RailPaused("bitcoin", "The node is moved.", "user:adam"));
    MODEL.write(story.log());
    assertThat(MODEL.rows("select state, reason, log_index from view.rail"))
        .containsExactly("(PAUSED,\"The node is moved.\",2)");

    story.tell(new RailResumed("bitcoin", "back", "user:adam"));
    MODEL.write(story.log().subList(2, 3));
    assertThat(MODEL.rows("select state, reason, log_index from view.rail"))
        .containsExactly("(SYNCING,back,3)");
  }

  @Test
  void countsTheBlocksThatARailLost() throws Exception {
    MODEL.write(
        new Story()
            .tell(new RailStateChanged("bitcoin", "FOLLOWING", "at the head"))
            .tell(new BlockApplied("bitcoin", 5, "h5", "h4", 500, 7))
            .tell(new BlockOrphaned("bitcoin", 5, "h5", 4, "h4"))
            .log());

    assertThat(
            MODEL.rows(
                "select state, height, hash, head_height, orphaned_blocks, log_index from"
                    + " view.rail"))
        .containsExactly("(FOLLOWING,4,h4,7,1,3)");
  }
}

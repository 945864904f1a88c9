package io.holdfast.query.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.deposit.DepositConfirmed;
import io.holdfast.api.deposit.DepositCredited;
import io.holdfast.api.deposit.DepositDetected;
import io.holdfast.api.deposit.DepositOrphaned;
import io.holdfast.api.deposit.DepositRequested;
import io.holdfast.api.deposit.DepositReversed;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaymentRecorded;
import io.holdfast.api.mpesa.MobilePaymentReceiptTold;
import io.holdfast.api.mpesa.MobilePaymentSucceeded;
import io.holdfast.api.query.Scope;
import io.holdfast.api.statement.FindReason;
import io.holdfast.api.statement.Reason;
import io.holdfast.api.statement.Reason.Approval;
import io.holdfast.api.statement.Reason.Fact;
import io.holdfast.api.statement.Reason.Line;
import io.holdfast.api.statement.Reason.Payment;
import io.holdfast.api.withdrawal.WithdrawalApprovalGiven;
import io.holdfast.api.withdrawal.WithdrawalConfirmed;
import io.holdfast.api.withdrawal.WithdrawalRequested;
import io.holdfast.api.withdrawal.WithdrawalSettled;
import io.holdfast.api.withdrawal.WithdrawalSigned;
import io.holdfast.query.ReadSide;
import io.holdfast.query.order.OrderEvents;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a balance changed, from the log's own rows. */
class ReasonQueriesIT {
  private static final String ALICE = "account:alice-main";
  private static final String BOB = "account:bob-main";
  private static final String CAROL = "account:carol-main";
  private static final String DEPOSIT = "deposit:bitcoin:aa:0";
  private static final ReadModel MODEL = new ReadModel();
  private static final ReadSide READ =
      new ReadSide(MODEL, Duration.ofSeconds(60), Duration.ofMillis(200));

  private Story story = new Story();

  @BeforeEach
  void empty() throws Exception {
    MODEL.clear();
    story = new Story().opened(ALICE, "user:alice").opened(BOB, "user:bob");
  }

  private void write(Map<String, String> beside) throws Exception {
    MODEL.write(story.log());
    StoredLog.in(MODEL).append(story.log(), _ -> beside);
  }

  @Test
  void aTransferIsToldToEitherSideWithoutTheOther() throws Exception {
    story.paidIn(ALICE, 100).moved(ALICE, BOB, 30);
    write(
        Map.of(
            "actor", "user:alice",
            "session", "session:1",
            "requestId", "r",
            "correlationId", "c",
            "causationId", "m",
            "cause", "e0"));

    Reason staff = find(Scope.EVERYBODY, BOB, "entry:2");
    Reason bob = find(Scope.ownedBy("user:bob"), BOB, "entry:2");
    Reason alice = find(Scope.ownedBy("user:alice"), ALICE, "entry:2");

    Fact whole =
        new Fact(
            7,
            "e7",
            "EntryPosted",
            "entry:2",
            1_006,
            "user:alice",
            "session:1",
            "r",
            "c",
            "m",
            "e0",
            null,
            null,
            null,
            null);
    assertThat(staff.cause()).isEqualTo(whole);
    assertThat(staff.lines())
        .containsExactly(new Line(ALICE, "BTC", "-30"), new Line(BOB, "BTC", "30"));
    assertThat(staff.subject()).isNull();
    assertThat(staff.posting().logIndex()).isEqualTo(6);
    assertThat(alice.cause()).isEqualTo(whole);
    assertThat(alice.lines()).containsExactly(new Line(ALICE, "BTC", "-30"));
    assertThat(bob.lines()).containsExactly(new Line(BOB, "BTC", "30"));
    assertThat(bob.cause())
        .isEqualTo(
            new Fact(
                7,
                "e7",
                "EntryPosted",
                "entry:2",
                1_006,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
    assertThat(bob.posting().counterparties()).isEqualTo(ALICE);
  }

  @Test
  void aDepositLeadsToItsBlockAndTransactionAndItsReversalToTheBlockThatLostItsPlace()
      throws Exception {
    story
        .tell(new DepositRequested("deposit-request:1", ALICE, "bitcoin", "BTC", "a", null, 99))
        .tell(
            new DepositDetected(
                DEPOSIT, "deposit-request:1", ALICE, "bitcoin", "aa", 0, "BTC", "50", 2, 6, 7))
        .tell(new DepositConfirmed(DEPOSIT, 10, "h10", 1))
        .tell(new DepositConfirmed(DEPOSIT, 10, "h10", 2))
        .tell(new DepositCredited(DEPOSIT, ALICE, "entry:1", "BTC", "50", "0"))
        .credited(ALICE, DEPOSIT, 50)
        .tell(new DepositConfirmed(DEPOSIT, 10, "h10", 3))
        .tell(new DepositOrphaned(DEPOSIT, 10, "h10"))
        .tell(new DepositReversed(DEPOSIT, ALICE, "entry:2", "BTC", "50", "0"))
        .reversed(ALICE, DEPOSIT, 50);
    write(
        Map.of(
            "actor", "system:bitcoin",
            "rail", "bitcoin",
            "height", "11",
            "blockHash", "h11",
            "transaction", "aa"));

    Reason credit = find(Scope.ownedBy("user:alice"), ALICE, "entry:1");
    Reason reversal = find(Scope.ownedBy("user:alice"), ALICE, "entry:2");

    assertThat(credit.payment())
        .isEqualTo(new Payment(DEPOSIT, "bitcoin", "aa", 0L, 10L, "h10", 2L));
    assertThat(credit.cause().height()).isEqualTo(11);
    assertThat(credit.subject().id()).isEqualTo(DEPOSIT);
    assertThat(credit.subject().facts())
        .extracting(Fact::type)
        .containsExactly(
            "DepositDetected",
            "DepositConfirmed",
            "DepositConfirmed",
            "DepositCredited",
            "DepositConfirmed",
            "DepositOrphaned",
            "DepositReversed");
    assertThat(reversal.posting().kind()).isEqualTo("DEPOSIT_REVERSAL");
    assertThat(reversal.payment())
        .isEqualTo(new Payment(DEPOSIT, "bitcoin", "aa", 0L, 10L, "h10", 0L));
  }

  @Test
  void aWithdrawalLeadsToWhoAgreedAndToItsTransaction() throws Exception {
    String id = "withdrawal:1";
    story
        .paidIn(ALICE, 100)
        .tell(
            new WithdrawalRequested(
                id, ALICE, "bitcoin", "BTC", "40", "3", "bcrt1qx", "user:alice", 2, 6))
        .heldBack(ALICE, "hold:1", 43)
        .tell(new WithdrawalApprovalGiven(id, "user:olivia", 1))
        .tell(new WithdrawalApprovalGiven(id, "user:adam", 0))
        .tell(new WithdrawalSigned(id, "bb", "00ff", "2"))
        .tell(new WithdrawalConfirmed(id, 12, "h12", 6))
        .tell(new WithdrawalSettled(id, "entry:2"))
        .paidOut(ALICE, "hold:1", 43, 1, id);
    write(Map.of("actor", "user:olivia", "session", "session:o"));

    Reason reason = find(Scope.ownedBy("user:alice"), ALICE, "entry:2");

    assertThat(reason.approvals())
        .containsExactly(
            new Approval("user:olivia", 1_006, 7), new Approval("user:adam", 1_007, 8));
    assertThat(reason.payment()).isEqualTo(new Payment(id, "bitcoin", "bb", null, 12L, "h12", 6L));
    assertThat(reason.lines()).containsExactly(new Line(ALICE, "BTC", "-43"));
    assertThat(reason.subject().facts())
        .as("who of the staff did it, and from where, is not a customer's to see")
        .allMatch(fact -> fact.actor() == null && fact.session() == null);
    assertThat(find(Scope.EVERYBODY, ALICE, "entry:2").lines()).hasSize(3);
    assertThat(find(Scope.EVERYBODY, ALICE, "entry:2").cause().session()).isEqualTo("session:o");
  }

  @Test
  void anOrdersPaymentLeadsToItsReceiptAndItsRecordInAContract() throws Exception {
    String order = "order:1";
    String payment = "payment:mpesa:7";
    story.tell(OrderEvents.disputed(order).getFirst());
    story
        .opened(CAROL, "user:carol")
        .tell(new MobilePaymentSucceeded(order, "mobile-payment:7", payment, "BTC", "9"))
        .tell(new OrderPaid(order, payment, Story.WORLD, "entry:1", "BTC", "9", "9"))
        .escrowed(CAROL, order, 9)
        .tell(new MobilePaymentReceiptTold(order, "mobile-payment:8", "OTHER00000"))
        .tell(new MobilePaymentReceiptTold(order, "mobile-payment:7", "SFF6XYZ123"))
        .tell(new OrderPaymentRecorded(order, payment, "polkadot-evm", "0xfeed", 70, "h70"));
    write(Map.of("actor", "system:mpesa"));

    Reason reason = find(Scope.EVERYBODY, CAROL, "entry:1");
    assertThat(reason.paymentId()).isEqualTo(payment);
    assertThat(reason.receipt()).isEqualTo("SFF6XYZ123");
    assertThat(reason.recorded())
        .isEqualTo(new Payment(null, "polkadot-evm", "0xfeed", null, 70L, "h70", null));
    Reason stranger = find(Scope.ownedBy("user:carol"), CAROL, "entry:1");
    assertThat(stranger.subject()).as("of an order between others").isNull();
    assertThat(stranger.receipt()).isNull();
    assertThat(stranger.paymentId()).isNull();
  }

  @Test
  void whatIsNotThereOrAnothersIsNotFound() throws Exception {
    story.paidIn(ALICE, 100);
    write(Map.of());

    for (String entry : List.of("entry:1", "entry:none")) {
      assertThatThrownBy(() -> find(Scope.ownedBy("user:bob"), ALICE, entry))
          .extracting(error -> ((Rejection) error.getCause()).code())
          .isEqualTo(ErrorCode.NOT_FOUND);
    }
    Reason bare = find(Scope.ownedBy("user:alice"), ALICE, "entry:1");
    assertThat(bare.cause().actor()).isNull();
    assertThat(bare.subject()).isNull();
    assertThat(bare.payment()).isNull();
  }

  private static Reason find(Scope scope, String account, String entry) {
    return READ.reasons.find(new FindReason(scope, account, "BTC", entry, 0)).join();
  }
}

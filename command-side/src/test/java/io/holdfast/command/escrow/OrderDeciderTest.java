package io.holdfast.command.escrow;

import static io.holdfast.command.Refusal.assertRefused;
import static io.holdfast.command.escrow.Orders.ADAM;
import static io.holdfast.command.escrow.Orders.BTC;
import static io.holdfast.command.escrow.Orders.BUYER;
import static io.holdfast.command.escrow.Orders.BUYERS;
import static io.holdfast.command.escrow.Orders.ID;
import static io.holdfast.command.escrow.Orders.NOW;
import static io.holdfast.command.escrow.Orders.OLIVIA;
import static io.holdfast.command.escrow.Orders.PRICE;
import static io.holdfast.command.escrow.Orders.SECRET;
import static io.holdfast.command.escrow.Orders.SELLER;
import static io.holdfast.command.escrow.Orders.SELLERS;
import static io.holdfast.command.escrow.Orders.TIMES;
import static io.holdfast.command.escrow.Orders.aCreated;
import static io.holdfast.command.escrow.Orders.aDecided;
import static io.holdfast.command.escrow.Orders.aDelivered;
import static io.holdfast.command.escrow.Orders.aFunded;
import static io.holdfast.command.escrow.Orders.aShipped;
import static io.holdfast.command.escrow.Orders.after;
import static io.holdfast.command.escrow.Orders.anAnswered;
import static io.holdfast.command.escrow.Orders.anAppealed;
import static io.holdfast.command.escrow.Orders.anOpened;
import static io.holdfast.command.escrow.Orders.answer;
import static io.holdfast.command.escrow.Orders.appeal;
import static io.holdfast.command.escrow.Orders.byMobileMoney;
import static io.holdfast.command.escrow.Orders.cancel;
import static io.holdfast.command.escrow.Orders.cid;
import static io.holdfast.command.escrow.Orders.complain;
import static io.holdfast.command.escrow.Orders.decide;
import static io.holdfast.command.escrow.Orders.delivered;
import static io.holdfast.command.escrow.Orders.lost;
import static io.holdfast.command.escrow.Orders.money;
import static io.holdfast.command.escrow.Orders.paid;
import static io.holdfast.command.escrow.Orders.passes;
import static io.holdfast.command.escrow.Orders.pay;
import static io.holdfast.command.escrow.Orders.payment;
import static io.holdfast.command.escrow.Orders.recorded;
import static io.holdfast.command.escrow.Orders.release;
import static io.holdfast.command.escrow.Orders.says;
import static io.holdfast.command.escrow.Orders.seen;
import static io.holdfast.command.escrow.Orders.ship;
import static io.holdfast.command.escrow.Orders.show;
import static io.holdfast.command.escrow.Orders.stage;
import static io.holdfast.command.escrow.Orders.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.escrow.ConfirmDelivery;
import io.holdfast.api.escrow.ConfirmOrderPayment;
import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.ContractFollowed;
import io.holdfast.api.escrow.ContractStep;
import io.holdfast.api.escrow.CreateOrder;
import io.holdfast.api.escrow.DecideDispute;
import io.holdfast.api.escrow.DecisionReason;
import io.holdfast.api.escrow.DisputeDecided;
import io.holdfast.api.escrow.DisputeReason;
import io.holdfast.api.escrow.FollowContract;
import io.holdfast.api.escrow.OpenDispute;
import io.holdfast.api.escrow.OrderCancellationAsked;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderCommand;
import io.holdfast.api.escrow.OrderDeadline;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderExpired;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderPaid;
import io.holdfast.api.escrow.OrderPaidOut;
import io.holdfast.api.escrow.OrderPaymentLost;
import io.holdfast.api.escrow.OrderPaymentRecorded;
import io.holdfast.api.escrow.OrderPaymentSeen;
import io.holdfast.api.escrow.OrderReleaseAnnounced;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.escrow.OrderResolved;
import io.holdfast.api.escrow.Party;
import io.holdfast.api.escrow.PayOrder;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.escrow.RecordOrderPayment;
import io.holdfast.api.escrow.ReleaseOrder;
import io.holdfast.api.escrow.ShipOrder;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each command does in each state is in {@link OrderTableTest}; here is what else matters. */
class OrderDeciderTest {
  private static final UserId STRANGER = new UserId("user:eve");

  @Nested
  class Creating {
    @Test
    void sealsWhatIsPersonal() {
      assertThat(aCreated(PaymentMode.CHAIN).requireExisting().terms().agreed())
          .satisfies(
              e -> {
                assertThat(e.deliveryAddress()).isEqualTo(SECRET.value());
                assertThat(e.phone()).isEqualTo(SECRET.value());
              });
    }

    @Test
    void isTheSameOrderWhateverIsSealedAnew() {
      CreateOrder again = with(wish(PaymentMode.CHAIN), new Sealed(Sealed.PREFIX + "b".repeat(40)));
      assertThat(decided(again, aCreated(PaymentMode.CHAIN))).isEmpty();
    }

    @Test
    void refusesOtherTermsUnderTheSameId() {
      assertRefused(
          ErrorCode.ALREADY_EXISTS_DIFFERENT,
          () -> decided(wish(PaymentMode.CHAIN), aCreated(PaymentMode.BALANCE)));
    }

    @Test
    void refusesWhoBuysFromThemselves() {
      for (Party seller : List.of(new Party(BUYER, SELLERS), new Party(SELLER, BUYERS))) {
        assertRefused(ErrorCode.MALFORMED_REQUEST, () -> decided(soldBy(seller), Order.UNCREATED));
      }
    }

    @Test
    void refusesAPotAsAPartysAccount() {
      Party seller = new Party(SELLER, new AccountId(AccountId.POT + "2"));
      assertRefused(ErrorCode.FORBIDDEN, () -> decided(soldBy(seller), Order.UNCREATED));
    }

    @Test
    void refusesMobileMoneyWithoutAPhone() {
      assertRefused(
          ErrorCode.MALFORMED_REQUEST,
          () -> decided(with(byMobileMoney(Orders.kes(100)), null), Order.UNCREATED));
    }

    @Test
    void takesMobileMoneyInWholeShillingsOnly() {
      assertThat(decided(byMobileMoney(Orders.kes(25_000_000)), Order.UNCREATED)).hasSize(1);
      for (Money price : List.of(Orders.money(100), Orders.kes(150), Orders.kes(99))) {
        assertRefused(
            ErrorCode.MALFORMED_REQUEST, () -> decided(byMobileMoney(price), Order.UNCREATED));
      }
      assertRefused(
          ErrorCode.AMOUNT_TOO_LARGE,
          () -> decided(byMobileMoney(Orders.kes(25_000_100)), Order.UNCREATED));
    }

    @Test
    void refusesAPriceOfNothing() {
      CreateOrder wish = Orders.wish(PaymentMode.BALANCE);
      CreateOrder free =
          new CreateOrder(
              ID,
              wish.buyer(),
              wish.seller(),
              wish.item(),
              money(0),
              wish.mode(),
              TIMES,
              null,
              null);
      assertRefused(ErrorCode.AMOUNT_NOT_POSITIVE, () -> decided(free, Order.UNCREATED));
    }

    private CreateOrder soldBy(Party seller) {
      CreateOrder wish = Orders.wish(PaymentMode.BALANCE);
      return new CreateOrder(
          ID, wish.buyer(), seller, wish.item(), wish.price(), wish.mode(), TIMES, null, null);
    }

    private CreateOrder with(CreateOrder wish, @Nullable Sealed phone) {
      return new CreateOrder(
          ID,
          wish.buyer(),
          wish.seller(),
          wish.item(),
          wish.price(),
          wish.mode(),
          TIMES,
          wish.deliveryAddress(),
          phone);
    }
  }

  @Nested
  class Paying {
    private final Order created = aCreated(PaymentMode.CHAIN);

    @Test
    void fromABalanceIsThePriceAtOnce() {
      assertThat(decided(pay(), aCreated(PaymentMode.BALANCE)))
          .containsExactly(
              new OrderPaid(
                  "order:1",
                  "payment:order:1",
                  "account:bea",
                  "entry:payment:order:1",
                  "BTC",
                  "1001",
                  "1001"),
              new OrderFunded("order:1", millis(TIMES.shipping())));
    }

    @Test
    void isShownWhenItIsSeenAndCountsWhenItIsFinal() {
      assertThat(decided(seen("a", PRICE), created))
          .containsExactly(new OrderPaymentSeen("order:1", payment("a").value(), "BTC", "1001"));
      Order shown = after(created, seen("a", PRICE));
      assertThat(stage(shown)).isInstanceOf(Stage.Created.class);
      assertThat(stage(after(shown, paid("a", PRICE)))).isInstanceOf(Stage.Funded.class);
    }

    @Test
    void thatWasOnlySeenMayBeLost() {
      Order shown = after(created, seen("a", PRICE));
      assertThat(decided(lost("a"), shown))
          .containsExactly(new OrderPaymentLost("order:1", payment("a").value()));
      assertThat(after(shown, lost("a"))).isEqualTo(created);
      assertThat(decided(lost("a"), created)).isEmpty();
    }

    @Test
    void thatIsFinalIsNeverLost() {
      Order part = after(created, paid("a", 5));
      assertRefused(ErrorCode.WRONG_STATE, () -> decided(lost("a"), part));
    }

    @Test
    void addsUpToThePriceAndNotOneLess() {
      Order part = after(created, paid("a", 1), paid("b", PRICE - 2));
      assertThat(stage(part)).isInstanceOf(Stage.Created.class);
      assertThat(decided(paid("c", 1), part))
          .containsExactly(
              received("c", "1", "1001"), new OrderFunded("order:1", millis(TIMES.shipping())));
    }

    @Test
    void givesBackTheExcessAtOnce() {
      Order part = after(created, paid("a", 1_000));
      assertThat(decided(paid("b", 51), part))
          .containsExactly(
              received("b", "51", "1051"),
              new OrderFunded("order:1", millis(TIMES.shipping())),
              out(1, "EXCESS", 0, 50, 1_001));
      assertThat(decided(paid("b", 7), after(part, paid("c", 1))))
          .containsExactly(received("b", "7", "1008"), out(1, "EXCESS", 0, 7, 1_001));
    }

    @Test
    void givesBackWhatComesAfterTheEnd() {
      Order over = after(created, paid("a", 3), cancel(BUYER));
      assertThat(decided(paid("b", PRICE), over))
          .containsExactly(received("b", "1001", "1001"), out(2, "LATE", 0, PRICE, 0));
    }

    @Test
    void toldAgainIsQuietAndOtherwiseRefused() {
      Order part = after(created, paid("a", 5), seen("b", 6));
      assertThat(decided(paid("a", 5), part)).isEmpty();
      assertThat(decided(seen("a", 9), part)).isEmpty();
      assertThat(decided(seen("b", 6), part)).isEmpty();
      assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> decided(paid("a", 6), part));
      assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> decided(seen("b", 7), part));
    }

    @Test
    void isInTheAssetOfThePriceAndMoreThanNothing() {
      Money euros = Money.of(new Asset("EUR", 2, "bank"), PRICE);
      assertRefused(
          ErrorCode.MALFORMED_REQUEST,
          () -> decided(new ConfirmOrderPayment(ID, payment("a"), euros), created));
      assertRefused(ErrorCode.AMOUNT_NOT_POSITIVE, () -> decided(paid("a", 0), created));
    }

    @Test
    void isInAThousandPartsAtMost() {
      OrderCommand[] parts = new OrderCommand[PaymentDecider.MAX_PAYMENTS];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = seen("p" + i, 1);
      }
      Order full = after(created, parts);
      assertRefused(ErrorCode.TOO_MANY_PAYMENTS, () -> decided(paid("one-more", 1), full));
      assertThat(decided(paid("p7", PRICE), full)).isNotEmpty();
    }

    @Test
    void goesTheWayThatWasAgreed() {
      assertRefused(ErrorCode.WRONG_STATE, () -> decided(pay(), created));
      for (PaymentMode mode : List.of(PaymentMode.BALANCE, PaymentMode.CONTRACT)) {
        for (OrderCommand report : List.of(seen("a", 1), paid("a", 1), lost("a"))) {
          assertRefused(ErrorCode.WRONG_STATE, () -> decided(report, aCreated(mode)));
        }
      }
    }

    @Test
    void isOnRecordOnceAndMovesNoMoney() {
      Order part = after(created, paid("a", 5), paid("b", 6));
      assertThat(decided(recorded("a"), part))
          .containsExactly(
              new OrderPaymentRecorded(
                  "order:1", payment("a").value(), "polkadot-evm", "0xfeed", 7, "0xb10c"));
      Order known = after(part, recorded("a"));
      assertThat(known.requireExisting().pot().balance()).isEqualTo(11);
      assertThat(stage(known)).isEqualTo(stage(part));
      RecordOrderPayment elsewhere =
          new RecordOrderPayment(
              ID, payment("a"), "polkadot-evm", "0xbeef", new BlockRef(9, "0xdead"));
      assertThat(decided(elsewhere, known)).isEmpty();
      assertRefused(ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> decided(recorded("b"), known));
    }

    @Test
    void isNotOnRecordWhileItOnlyWasSeen() {
      Order shown = after(created, seen("a", PRICE));
      assertRefused(ErrorCode.WRONG_STATE, () -> decided(recorded("a"), shown));
    }

    @Test
    void isOnRecordAlsoAfterTheEndAndWhateverComesLater() {
      Order over = after(created, paid("a", PRICE), ship(), release(), recorded("a"));
      Order late = after(over, paid("b", 3));
      assertThat(late.requireExisting().pot().recorded()).isEqualTo(payment("a").value());
    }

    private OrderPaid received(String payment, String amount, String potAfter) {
      return new OrderPaid(
          "order:1",
          payment(payment).value(),
          "boundary:world:bitcoin",
          "entry:" + payment(payment).value(),
          "BTC",
          amount,
          potAfter);
    }
  }

  @Nested
  class WhoMay {
    @Test
    void actsForNobodyElse() {
      for (UserId other : List.of(SELLER, STRANGER)) {
        forbidden(new PayOrder(ID, other));
        forbidden(new ConfirmDelivery(ID, other));
        forbidden(new ReleaseOrder(ID, other));
      }
      for (UserId other : List.of(BUYER, STRANGER)) {
        forbidden(new ShipOrder(ID, other, cid(1)));
      }
      forbidden(cancel(STRANGER));
      forbidden(complain(STRANGER));
      forbidden(answer(STRANGER));
      forbidden(show(STRANGER, 5));
      forbidden(appeal(STRANGER));
    }

    @Test
    void decidesNoDisputeOfTheirOwn() {
      forbidden(decide(BUYER, 0));
      forbidden(decide(SELLER, PRICE));
    }

    /** Whatever the state: who may not does not learn it. */
    private void forbidden(OrderCommand command) {
      for (Order state :
          List.of(
              aCreated(PaymentMode.BALANCE),
              aFunded(),
              aShipped(),
              aDelivered(),
              anOpened(),
              anAnswered(),
              aDecided(1),
              anAppealed(),
              after(aShipped(), release()))) {
        assertRefused(ErrorCode.FORBIDDEN, () -> decided(command, state));
      }
    }
  }

  @Nested
  class Cancelling {
    @Test
    void isForTheSellerAloneUntilItIsShipped() {
      assertThat(decided(cancel(SELLER), aFunded()))
          .containsExactly(
              new OrderCancelled("order:1", SELLER.value(), "SELLER"),
              out(1, "CANCELLED", 0, PRICE, 0));
    }

    @Test
    void isOnlyAskedForByTheBuyerWhoHasPaid() {
      assertThat(decided(cancel(BUYER), aFunded()))
          .containsExactly(new OrderCancellationAsked("order:1", BUYER.value()));
      assertThat(decided(cancel(BUYER), after(aFunded(), cancel(BUYER)))).isEmpty();
      assertThat(stage(after(aFunded(), cancel(BUYER), ship()))).isInstanceOf(Stage.Shipped.class);
    }

    @Test
    void needsBothOnceItIsShipped() {
      for (Order state : List.of(aShipped(), aDelivered())) {
        Order asked = after(state, cancel(SELLER));
        assertThat(decided(cancel(SELLER), asked)).isEmpty();
        assertThat(decided(cancel(BUYER), asked))
            .containsExactly(
                new OrderCancelled("order:1", BUYER.value(), "BOTH"),
                out(1, "CANCELLED", 0, PRICE, 0));
      }
    }

    @Test
    void givesBackPartOfThePrice() {
      Order part = after(aCreated(PaymentMode.CHAIN), paid("a", 400));
      assertThat(decided(cancel(SELLER), part))
          .containsExactly(
              new OrderCancelled("order:1", SELLER.value(), "SELLER"),
              out(1, "CANCELLED", 0, 400, 0));
    }
  }

  @Nested
  class Shipping {
    @Test
    void withAnotherTrackingIsRefused() {
      assertRefused(
          ErrorCode.ALREADY_EXISTS_DIFFERENT,
          () -> decided(new ShipOrder(ID, SELLER, cid(7)), aShipped()));
    }
  }

  @Nested
  class Disputing {
    @Test
    void isNotForWhoHasNotShipped() {
      assertRefused(ErrorCode.WRONG_STATE, () -> decided(complain(SELLER), aFunded()));
      assertThat(stage(after(aShipped(), complain(SELLER)))).isInstanceOf(Stage.Opened.class);
    }

    @Test
    void isOneForBothSides() {
      assertRefused(ErrorCode.WRONG_STATE, () -> decided(complain(SELLER), anOpened()));
      assertRefused(
          ErrorCode.ALREADY_EXISTS_DIFFERENT,
          () -> decided(new OpenDispute(ID, BUYER, DisputeReason.OTHER, cid(2)), anOpened()));
      assertRefused(
          ErrorCode.ALREADY_EXISTS_DIFFERENT,
          () -> decided(new OpenDispute(ID, BUYER, DisputeReason.DAMAGED, cid(8)), anOpened()));
    }

    @Test
    void isAnsweredByTheOtherSide() {
      assertRefused(ErrorCode.FORBIDDEN, () -> decided(answer(BUYER), anOpened()));
      assertRefused(ErrorCode.FORBIDDEN, () -> decided(answer(BUYER), anAnswered()));
    }

    @Test
    void takesTwentyPiecesOfEvidenceFromEachSide() {
      OrderCommand[] shown = new OrderCommand[DisputeDecider.MAX_EVIDENCE - 1];
      for (int i = 0; i < shown.length; i++) {
        shown[i] = show(BUYER, i == 2 ? 25 : i);
      }
      Order full = after(anOpened(), shown);
      assertRefused(ErrorCode.TOO_MUCH_EVIDENCE, () -> decided(show(BUYER, 24), full));
      assertThat(decided(show(BUYER, 1), full)).isEmpty();
      assertThat(decided(show(SELLER, 24), full)).hasSize(1);
    }

    @Test
    void isDecidedInSharesThatSumToThePrice() {
      for (DecideDispute wrong :
          List.of(
              shares(500, 500), shares(500, 502), shares(PRICE + 1, -1), shares(-1, PRICE + 1))) {
        assertRefused(ErrorCode.MALFORMED_REQUEST, () -> decided(wrong, anAnswered()));
      }
      assertThat(decided(shares(0, PRICE), anAnswered())).hasSize(1);
    }

    @Test
    void isNotDecidedByPeopleForAReasonOfTime() {
      for (DecisionReason reason : List.of(DecisionReason.NO_ANSWER, DecisionReason.NO_DECISION)) {
        assertRefused(
            ErrorCode.MALFORMED_REQUEST,
            () ->
                decided(
                    new DecideDispute(ID, OLIVIA, reason, money(PRICE), money(0)), anAnswered()));
      }
    }

    @Test
    void isDecidedOnceByOneMediator() {
      assertRefused(ErrorCode.ALREADY_DECIDED, () -> decided(decide(ADAM, 400), aDecided(400)));
      assertRefused(
          ErrorCode.ALREADY_EXISTS_DIFFERENT, () -> decided(decide(OLIVIA, 401), aDecided(400)));
    }

    @Test
    void isDecidedOnAppealByAnother() {
      assertRefused(ErrorCode.FORBIDDEN, () -> decided(decide(OLIVIA, 400), anAppealed()));
      assertThat(decided(decide(ADAM, 700), anAppealed()))
          .containsExactly(
              new OrderResolved("order:1", ADAM.value(), "BOTH_AT_FAULT", "BTC", "700", "301"),
              out(1, "RESOLVED", 700, 301, 0));
    }

    @Test
    void isAppealedByOneSide() {
      assertRefused(ErrorCode.WRONG_STATE, () -> decided(appeal(BUYER), anAppealed()));
    }

    private DecideDispute shares(long toSeller, long toBuyer) {
      return new DecideDispute(
          ID, OLIVIA, DecisionReason.BOTH_AT_FAULT, money(toSeller), money(toBuyer));
    }
  }

  @Nested
  class WhenTimeRunsOut {
    @ParameterizedTest
    @EnumSource(OrderDeadline.class)
    void nothingHappensAMillisecondBefore(OrderDeadline deadline) {
      for (Order state : everyWaiting()) {
        Instant before = due(state).minusMillis(1);
        assertThat(decided(passes(deadline), state, before))
            .allMatch(OrderReleaseAnnounced.class::isInstance);
      }
    }

    @ParameterizedTest
    @EnumSource(OrderDeadline.class)
    void nothingHappensAtAnothersDeadline(OrderDeadline deadline) {
      for (Order state : everyWaiting()) {
        Stage.Waiting stage = (Stage.Waiting) stage(state);
        boolean own = DeadlineDecider.awaited(state.requireExisting().terms(), stage) == deadline;
        assertThat(decided(passes(deadline), state, due(state)).isEmpty()).isEqualTo(!own);
      }
    }

    @Test
    void theBuyerHasBackWhatWasPaid() {
      Order part = after(aCreated(PaymentMode.CHAIN), paid("a", 400));
      assertThat(atDue(part))
          .containsExactly(new OrderExpired("order:1"), out(1, "EXPIRED", 0, 400, 0));
      assertThat(atDue(aCreated(PaymentMode.CHAIN))).containsExactly(new OrderExpired("order:1"));
      assertThat(atDue(aFunded()))
          .containsExactly(
              new OrderCancelled("order:1", null, "NOT_SHIPPED"), out(1, "CANCELLED", 0, PRICE, 0));
    }

    @Test
    void theSellerIsPaid() {
      assertThat(atDue(aShipped()))
          .containsExactly(
              new OrderReleased("order:1", "NOT_CONFIRMED"), out(1, "RELEASED", PRICE, 0, 0));
      assertThat(atDue(aDelivered()))
          .containsExactly(
              new OrderReleased("order:1", "WINDOW_CLOSED"), out(1, "RELEASED", PRICE, 0, 0));
    }

    @Test
    void itIsDecidedForTheSideThatSpoke() {
      assertThat(atDue(anOpened())).containsExactly(byTime("NO_ANSWER", 0, PRICE, anOpened()));
      Order bySeller = after(aShipped(), complain(SELLER));
      assertThat(atDue(bySeller)).containsExactly(byTime("NO_ANSWER", PRICE, 0, bySeller));
    }

    @Test
    void theSidesShareWhatNobodyDecides() {
      assertThat(atDue(anAnswered()))
          .containsExactly(byTime("NO_DECISION", 500, 501, anAnswered()));
      Order neverShipped = after(aFunded(), complain(BUYER), answer(SELLER));
      assertThat(atDue(neverShipped))
          .containsExactly(byTime("NO_DECISION", 0, PRICE, neverShipped));
    }

    @Test
    void whatTimeDecidedMayBeAppealedToAnyMediator() {
      Order silent = at(anOpened(), due(anOpened()));
      assertThat(stage(after(silent, appeal(SELLER), decide(OLIVIA, PRICE))))
          .isInstanceOf(Stage.Resolved.class);
    }

    @Test
    void theFirstDecisionIsCarriedOut() {
      for (Order state : List.of(aDecided(400), anAppealed())) {
        assertThat(atDue(state))
            .containsExactly(
                new OrderResolved("order:1", OLIVIA.value(), "BOTH_AT_FAULT", "BTC", "400", "601"),
                out(1, "RESOLVED", 400, 601, 0));
      }
    }

    @Test
    void theBuyerIsToldTwiceBefore() {
      Instant due = due(aShipped());
      Order state = aShipped();
      List<Instant> told = new ArrayList<>();
      long next = waits(state, NOW);
      while (next < due.toEpochMilli()) {
        Instant now = Instant.ofEpochMilli(next);
        assertThat(decided(passes(OrderDeadline.CONFIRMATION), state, now))
            .containsExactly(
                new OrderReleaseAnnounced("order:1", told.size() + 1, due.toEpochMilli()));
        told.add(now);
        state = at(state, now);
        assertThat(decided(passes(OrderDeadline.CONFIRMATION), state, now)).isEmpty();
        next = waits(state, now);
      }
      assertThat(told)
          .containsExactly(due.minus(Duration.ofHours(72)), due.minus(Duration.ofHours(24)));
      assertThat(next).isEqualTo(due.toEpochMilli());
    }

    @Test
    void noticesThatAreLateAreOne() {
      Instant hourBefore = due(aShipped()).minus(Duration.ofHours(1));
      assertThat(decided(passes(OrderDeadline.CONFIRMATION), aShipped(), hourBefore))
          .containsExactly(new OrderReleaseAnnounced("order:1", 2, due(aShipped()).toEpochMilli()));
    }

    @Test
    void noNoticeIsDueBeforeItIsShipped() {
      long shipped = NOW.toEpochMilli();
      assertThat(DeadlineDecider.firstNoticeMillis(shipped, millis(Duration.ofHours(48))))
          .isEqualTo(millis(Duration.ofHours(24)));
      assertThat(DeadlineDecider.firstNoticeMillis(shipped, millis(Duration.ofHours(24))))
          .isEqualTo(millis(Duration.ofHours(24)));
    }

    @Test
    void nothingIsWaitedForAtTheEnd() {
      for (OrderDeadline deadline : OrderDeadline.values()) {
        assertThat(
                DeadlineDecider.waitsUntilMillis(
                    passes(deadline), after(aShipped(), release()), NOW))
            .isZero();
      }
    }

    private long waits(Order state, Instant now) {
      return DeadlineDecider.waitsUntilMillis(passes(OrderDeadline.CONFIRMATION), state, now);
    }

    private DisputeDecided byTime(String reason, long toSeller, long toBuyer, Order before) {
      return new DisputeDecided(
          "order:1",
          null,
          reason,
          "BTC",
          Long.toString(toSeller),
          Long.toString(toBuyer),
          due(before).plus(TIMES.appeal()).toEpochMilli());
    }

    private List<Order> everyWaiting() {
      return List.of(
          aCreated(PaymentMode.CHAIN),
          aFunded(),
          aShipped(),
          aDelivered(),
          anOpened(),
          anAnswered(),
          aDecided(400),
          anAppealed(),
          aCreated(PaymentMode.CONTRACT));
    }
  }

  @Nested
  class ByContract {
    private final Order created = aCreated(PaymentMode.CONTRACT);

    @Test
    void isWhereTheContractSaysAndMovesNoMoneyOfOurs() {
      assertThat(decided(says(ContractStep.FUNDED), created))
          .containsExactly(
              new ContractFollowed("order:1", "0xabc:7", "FUNDED", "BTC", "0", "0"),
              new OrderFunded("order:1", millis(ContractDecider.ASK_AGAIN)));
      assertThat(decided(says(ContractStep.PAID_OUT, null, 600, 401), created))
          .containsExactly(
              new ContractFollowed("order:1", "0xabc:7", "PAID_OUT", "BTC", "600", "401"),
              new OrderResolved("order:1", null, null, "BTC", "600", "401"));
    }

    @Test
    void isQuietAboutWhatLiesBehind() {
      Order delivered = after(created, says(ContractStep.DELIVERED));
      for (ContractStep step :
          List.of(ContractStep.FUNDED, ContractStep.SHIPPED, ContractStep.DELIVERED)) {
        assertThat(decided(says(step), delivered)).isEmpty();
      }
    }

    @Test
    void isCancelledWhereNothingWasPaid() {
      assertThat(decided(says(ContractStep.PAID_OUT), created))
          .contains(new OrderCancelled("order:1", null, "CONTRACT"));
    }

    @Test
    void isMovedByNobodyHere() {
      Order funded = after(created, says(ContractStep.FUNDED));
      Order disputed = after(funded, says(ContractStep.DISPUTED, BUYER, 0, 0));
      for (OrderCommand act :
          List.of(
              ship(),
              delivered(),
              release(),
              cancel(SELLER),
              complain(BUYER),
              answer(SELLER),
              decide(OLIVIA, 0),
              appeal(BUYER))) {
        for (Order state : List.of(created, funded, disputed)) {
          assertRefused(ErrorCode.WRONG_STATE, () -> decided(act, state));
        }
      }
      assertThat(decided(show(SELLER, 5), disputed)).hasSize(1);
    }

    @Test
    void refusesWhatNoContractSays() {
      for (FollowContract wrong :
          List.of(
              says(ContractStep.FUNDED, null, 1, 0),
              says(ContractStep.PAID_OUT, null, -1, PRICE),
              says(ContractStep.DISPUTED),
              says(ContractStep.DISPUTED, STRANGER, 0, 0),
              new FollowContract(ID, "", ContractStep.FUNDED, null, money(0), money(0)))) {
        assertRefused(ErrorCode.MALFORMED_REQUEST, () -> decided(wrong, created));
      }
      assertRefused(
          ErrorCode.WRONG_STATE,
          () -> decided(says(ContractStep.FUNDED), aCreated(PaymentMode.BALANCE)));
    }

    @Test
    void isAskedForEachDayUntilItAnswers() {
      Instant due = due(created);
      assertThat(atDue(created))
          .containsExactly(
              new ContractAsked("order:1", due.plus(ContractDecider.ASK_AGAIN).toEpochMilli()));
      Order asked = at(created, due);
      assertThat(atDue(asked)).hasOnlyElementsOfType(ContractAsked.class).hasSize(1);
      Order funded = after(asked, says(ContractStep.FUNDED));
      Order askedTwice = at(at(funded, due(funded)), due(at(funded, due(funded))));
      assertThat(stage(askedTwice)).isInstanceOf(Stage.Funded.class);
    }

    @Test
    void expiresWhenItAnswersAfterTheTimeForPayingThatItHasNothing() {
      FollowContract nothing = says(ContractStep.NOTHING);
      Order asked = at(created, due(created));

      assertThat(decided(nothing, created)).isEmpty();
      assertThat(decided(nothing, asked))
          .containsExactly(
              new ContractFollowed("order:1", "0xabc:7", "NOTHING", "BTC", "0", "0"),
              new OrderExpired("order:1"));
      Order expired = after(asked, nothing);
      assertThat(decided(nothing, expired)).isEmpty();
      assertRefused(ErrorCode.WRONG_STATE, () -> decided(says(ContractStep.FUNDED), expired));
      assertThat(decided(nothing, after(asked, says(ContractStep.FUNDED)))).isEmpty();
    }
  }

  private static List<OrderEvent> decided(OrderCommand command, Order state) {
    return decided(command, state, NOW);
  }

  private static List<OrderEvent> decided(OrderCommand command, Order state, Instant now) {
    return OrderDecider.decide(command, state, now);
  }

  private static Instant due(Order state) {
    return Instant.ofEpochMilli(((Stage.Waiting) stage(state)).dueAtMillis());
  }

  private static List<OrderEvent> atDue(Order state) {
    Stage.Waiting stage = (Stage.Waiting) stage(state);
    OrderDeadline deadline = DeadlineDecider.awaited(state.requireExisting().terms(), stage);
    return decided(passes(deadline), state, due(state));
  }

  /** What it is when its deadline was looked at. */
  private static Order at(Order state, Instant now) {
    Stage.Waiting stage = (Stage.Waiting) stage(state);
    Order next = state;
    for (OrderEvent event :
        decided(
            passes(DeadlineDecider.awaited(state.requireExisting().terms(), stage)), state, now)) {
      next = OrderHistory.evolve(next, event);
    }
    return next;
  }

  private static long millis(Duration later) {
    return NOW.plus(later).toEpochMilli();
  }

  private static OrderPaidOut out(
      int number, String cause, long toSeller, long toBuyer, long potAfter) {
    return new OrderPaidOut(
        "order:1",
        "entry:order:1:out-" + number,
        cause,
        BTC.code(),
        Long.toString(toSeller),
        Long.toString(toBuyer),
        Long.toString(potAfter));
  }
}

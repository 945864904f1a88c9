package io.holdfast.query.order;

import static io.holdfast.api.query.Scope.EVERYBODY;
import static io.holdfast.api.query.Scope.ownedBy;
import static io.holdfast.query.order.OrderEvents.ADAM;
import static io.holdfast.query.order.OrderEvents.BUYER;
import static io.holdfast.query.order.OrderEvents.CID;
import static io.holdfast.query.order.OrderEvents.OLIVIA;
import static io.holdfast.query.order.OrderEvents.SELLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.Event;
import io.holdfast.api.account.AccountOpened;
import io.holdfast.api.error.Defect;
import io.holdfast.api.escrow.CancelCause;
import io.holdfast.api.escrow.ContractAsked;
import io.holdfast.api.escrow.ContractFollowed;
import io.holdfast.api.escrow.OrderCancellationAsked;
import io.holdfast.api.escrow.OrderCancelled;
import io.holdfast.api.escrow.OrderDelivered;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.escrow.OrderExpired;
import io.holdfast.api.escrow.OrderFunded;
import io.holdfast.api.escrow.OrderPaymentRecorded;
import io.holdfast.api.escrow.OrderPaymentSeen;
import io.holdfast.api.escrow.OrderQuoted;
import io.holdfast.api.escrow.OrderReleased;
import io.holdfast.api.escrow.OrderResolved;
import io.holdfast.api.escrow.OrderShipped;
import io.holdfast.api.escrow.PaymentMode;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.Find.FindAccounts;
import io.holdfast.api.query.Find.FindOrders;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.OrderView.Dispute;
import io.holdfast.api.query.OrderView.DisputeStage;
import io.holdfast.api.query.OrderView.EvidenceKind;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchAccounts;
import io.holdfast.api.query.Watch.WatchDisputes;
import io.holdfast.api.query.Watch.WatchOrders;
import io.holdfast.query.ReadSide;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Story;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderQueriesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final PageRequest ALL = new PageRequest(null, 50);
  private static final String ID = "order:one";
  private static final ReadModel MODEL = new ReadModel();
  private static final ReadSide SIDE = new ReadSide(MODEL, PATIENCE, Duration.ofMillis(400));
  private static final OrderQueries ORDERS = new OrderQueries(SIDE.finder, SIDE.streams);

  private final Story story = new Story();

  @BeforeEach
  void empty() throws Exception {
    MODEL.clear();
  }

  @AfterAll
  static void close() {
    SIDE.close();
  }

  private void write(List<? extends Event> events) throws Exception {
    long from = story.index();
    events.forEach(story::tell);
    MODEL.write(story.log().subList((int) from, story.log().size()));
  }

  private void write(OrderEvent... events) throws Exception {
    write(List.of(events));
  }

  private static List<OrderView> find(Scope scope) {
    return find(new FindOrders(scope, null, null, null, null, false, ALL, 0));
  }

  private static List<OrderView> find(FindOrders query) {
    return ORDERS.find(query).join().items();
  }

  private static OrderView one() {
    return find(EVERYBODY).getFirst();
  }

  @Test
  void tellsWhatWasAgreedWhereItsMoneyIsAndWhatItWaitsFor() throws Exception {
    write(OrderEvents.disputed(ID).subList(0, 3));

    assertThat(one())
        .isEqualTo(
            new OrderView(
                ID,
                BUYER,
                "account:alice-main",
                SELLER,
                "account:bob-main",
                "account:escrow:one",
                "lamp-1",
                "A lamp\\with\ta tab",
                CID,
                null,
                "BTC",
                "100",
                "CHAIN",
                "CREATED",
                "0",
                "100",
                "0",
                "0",
                null,
                "FUNDING",
                9_001L,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                new OrderView.Times(1, 2, 3, 4, 5, 6, 7),
                true,
                1_000,
                1_002,
                3));
  }

  @Test
  void keepsByWhichQuoteThePriceIsWhatItIs() throws Exception {
    write(
        OrderEvents.created(ID, PaymentMode.MPESA, SELLER),
        new OrderQuoted(
            ID, "quote:1", "BTC", "15000", "13000000.25", "UP_TO_WHOLE_UNIT", "settings", 7));
    assertThat(one().quoted())
        .isEqualTo(
            new OrderView.Quoted(
                "quote:1", "BTC", "15000", "13000000.25", "UP_TO_WHOLE_UNIT", "settings", 7));

    write(new OrderFunded(ID, 9_002));

    assertThat(one().quoted()).isNotNull();
    assertThat(one().state()).isEqualTo("FUNDED");
  }

  @Test
  void keepsWhatWasSeenApartFromWhatIsFinal() throws Exception {
    write(OrderEvents.disputed(ID).subList(0, 4));
    assertThat(one()).extracting(OrderView::seen, OrderView::paid).containsExactly("60", "0");

    write(OrderEvents.disputed(ID).subList(4, 6));

    assertThat(one()).extracting(OrderView::seen, OrderView::paid).containsExactly("0", "100");
  }

  @Test
  void tellsADisputeFromComplaintToAppeal() throws Exception {
    write(OrderEvents.disputed(ID));

    OrderView order = one();
    assertThat(order)
        .extracting(
            OrderView::state,
            OrderView::waitsFor,
            OrderView::dueAtMillis,
            OrderView::paidToSeller,
            OrderView::paidToBuyer,
            OrderView::trackingCid,
            OrderView::endedBy,
            OrderView::endCause)
        .containsExactly("RESOLVED", null, null, "51", "49", CID, ADAM, "BOTH_AT_FAULT");
    assertThat(order.dispute())
        .isEqualTo(
            new Dispute(
                DisputeStage.RESOLVED,
                BUYER,
                "DAMAGED",
                1_009,
                SELLER,
                List.of(
                    new OrderView.Evidence(BUYER, CID, 1_009, EvidenceKind.COMPLAINT),
                    new OrderView.Evidence(SELLER, CID, 1_010, EvidenceKind.ANSWER),
                    new OrderView.Evidence(BUYER, CID, 1_011, EvidenceKind.MORE),
                    new OrderView.Evidence(SELLER, CID, 1_013, EvidenceKind.APPEAL)),
                ADAM,
                "BOTH_AT_FAULT",
                "51",
                "49",
                1_014L,
                SELLER));
  }

  @Test
  void keepsTheMomentOfADecisionThatIsCarriedOutLater() throws Exception {
    write(OrderEvents.disputed(ID).subList(0, 13));
    assertThat(one().waitsFor()).isEqualTo("APPEAL");

    write(new OrderResolved(ID, OLIVIA, "ITEM_FAULTY", "BTC", "10", "90"));

    assertThat(one().dispute())
        .extracting(Dispute::stage, Dispute::decidedAtMillis)
        .containsExactly(DisputeStage.RESOLVED, 1_012L);
  }

  @Test
  void forgetsAWishToCancelAndANoticeOnceTheOrderGoesOn() throws Exception {
    write(OrderEvents.disputed(ID).subList(0, 9));
    write(new OrderCancellationAsked(ID, SELLER));
    assertThat(one())
        .extracting(OrderView::releaseAnnounced, OrderView::cancellationAskedBy)
        .containsExactly(1, SELLER);

    write(new OrderDelivered(ID, 9_010));

    assertThat(one())
        .extracting(
            OrderView::state,
            OrderView::waitsFor,
            OrderView::dueAtMillis,
            OrderView::releaseAnnounced,
            OrderView::cancellationAskedBy)
        .containsExactly("DELIVERED", "RELEASE", 9_010L, 0, null);
  }

  @Test
  void namesWhoEndedItAndWhy() throws Exception {
    write(
        OrderEvents.created("order:released", PaymentMode.BALANCE, SELLER),
        new OrderReleased("order:released", "BUYER"),
        OrderEvents.created("order:by-time", PaymentMode.BALANCE, SELLER),
        new OrderReleased("order:by-time", "WINDOW_CLOSED"),
        OrderEvents.created("order:cancelled", PaymentMode.BALANCE, SELLER),
        new OrderCancelled("order:cancelled", SELLER, CancelCause.SELLER.name()),
        OrderEvents.created("order:expired", PaymentMode.BALANCE, SELLER),
        new OrderExpired("order:expired"));

    assertThat(find(EVERYBODY))
        .extracting(order -> order.state() + " " + order.endedBy() + " " + order.endCause())
        .containsExactly(
            "EXPIRED null null",
            "CANCELLED user:bob SELLER",
            "RELEASED null WINDOW_CLOSED",
            "RELEASED user:alice BUYER");
  }

  @Test
  void saysOfAContractsOrderWhatTheContractSays() throws Exception {
    write(
        OrderEvents.created(ID, PaymentMode.CONTRACT, SELLER),
        new ContractFollowed(ID, "tx:1", "FUNDED", "BTC", "0", "0"),
        new OrderFunded(ID, 9_100),
        new ContractAsked(ID, 9_200));
    assertThat(one())
        .extracting(
            OrderView::potAccountId, OrderView::paid, OrderView::waitsFor, OrderView::dueAtMillis)
        .containsExactly(null, "100", "CONTRACT", 9_200L);

    write(
        new ContractFollowed(ID, "tx:2", "PAID_OUT", "BTC", "70", "30"),
        new OrderResolved(ID, null, null, "BTC", "70", "30"));

    assertThat(one())
        .extracting(
            OrderView::state,
            OrderView::paid,
            OrderView::paidToSeller,
            OrderView::paidToBuyer,
            OrderView::dispute)
        .containsExactly("RESOLVED", "100", "70", "30", null);
  }

  @Test
  void saysWhereAContractHasItsPaymentOnRecordAndChangesNothingElse() throws Exception {
    write(OrderEvents.disputed(ID).subList(0, 6));
    OrderView before = one();
    assertThat(before.recorded()).isNull();

    write(new OrderPaymentRecorded(ID, "payment:mpesa:1", "polkadot-evm", "0xfeed", 7, "0xb10c"));

    assertThat(one().recorded())
        .isEqualTo(
            new OrderView.Recorded(
                "payment:mpesa:1", "polkadot-evm", "0xfeed", 7, "0xb10c", 1_006));
    assertThat(one())
        .usingRecursiveComparison()
        .ignoringFields("recorded", "changedAtMillis", "logIndex")
        .isEqualTo(before);
  }

  @Test
  void isSeenByItsBuyerItsSellerAndStaffAndByNobodyElse() throws Exception {
    write(
        OrderEvents.created("order:a", PaymentMode.BALANCE, SELLER),
        OrderEvents.created("order:b", PaymentMode.BALANCE, "user:carol"));

    assertThat(find(ownedBy(BUYER)))
        .extracting(OrderView::orderId)
        .containsExactly("order:b", "order:a");
    assertThat(find(ownedBy(SELLER))).extracting(OrderView::orderId).containsExactly("order:a");
    assertThat(find(ownedBy("user:dave"))).isEmpty();
    assertThat(find(new FindOrders(ownedBy(SELLER), "order:b", null, null, null, false, ALL, 0)))
        .isEmpty();
  }

  @Test
  void isFoundByItsSidesItsStateAndWhetherItHadADispute() throws Exception {
    write(OrderEvents.disputed(ID));
    write(
        OrderEvents.created("order:b", PaymentMode.BALANCE, SELLER),
        OrderEvents.created("order:c", PaymentMode.BALANCE, "user:carol"),
        new OrderShipped("order:c", CID, 1, 2));

    assertThat(find(new FindOrders(EVERYBODY, null, null, "user:carol", null, false, ALL, 0)))
        .extracting(OrderView::orderId)
        .containsExactly("order:c");
    assertThat(find(new FindOrders(ownedBy(SELLER), null, SELLER, null, null, false, ALL, 0)))
        .isEmpty();
    assertThat(find(new FindOrders(EVERYBODY, null, null, null, "SHIPPED", false, ALL, 0)))
        .extracting(OrderView::orderId)
        .containsExactly("order:c");
    assertThat(find(new FindOrders(EVERYBODY, null, null, null, null, true, ALL, 0)))
        .extracting(OrderView::orderId)
        .containsExactly(ID);
  }

  @Test
  void goesToTheStreamsOfBothSidesAndOfTheDesk() throws Exception {
    write(OrderEvents.disputed(ID).subList(0, 10));
    write(OrderEvents.created("order:b", PaymentMode.BALANCE, "user:carol"));

    assertThat(first(2, new WatchOrders(ownedBy(BUYER), null, 0))).containsExactly(ID, "order:b");
    assertThat(first(1, new WatchOrders(ownedBy(SELLER), null, 0))).containsExactly(ID);
    assertThat(first(1, new WatchOrders(ownedBy(BUYER), "order:b", 0))).containsExactly("order:b");
    write(OrderEvents.disputed("order:d"));
    assertThat(
            ORDERS
                .watch(new WatchDisputes(EVERYBODY, 0))
                .map(ViewChange::view)
                .cast(OrderView.class)
                .map(OrderView::orderId)
                .take(2)
                .collectList()
                .block(PATIENCE))
        .containsExactly(ID, "order:d");
  }

  private static List<String> first(int count, WatchOrders query) {
    return ORDERS
        .watch(query)
        .map(change -> change.view().key())
        .take(count)
        .collectList()
        .block(PATIENCE);
  }

  @Test
  void keepsItsPotOutOfListsOfAccountsAndShowsItWhereItIsAskedFor() throws Exception {
    write(
        List.of(
            new AccountOpened("account:escrow:one", ID, "pot"),
            new AccountOpened("account:alice-main", BUYER, "mine")));

    assertThat(accounts(null)).containsExactly("account:alice-main");
    assertThat(accounts("account:escrow:one")).containsExactly("account:escrow:one");
    assertThat(
            SIDE.accounts.watch(new WatchAccounts(EVERYBODY, 0)).blockFirst(PATIENCE).view().key())
        .isEqualTo("account:alice-main");
  }

  private static List<String> accounts(String id) {
    return SIDE.accounts.find(new FindAccounts(EVERYBODY, id, ALL, 0)).join().items().stream()
        .map(AccountView::accountId)
        .toList();
  }

  @Test
  void refusesToTellOfWhatNeverBegan() {
    assertThatThrownBy(() -> write(new OrderPaymentSeen(ID, "payment:a", "BTC", "1")))
        .isInstanceOf(Defect.class)
        .hasMessageContaining("before the order was created");
  }

  @Test
  void isTheSameWhenItsEventsComeAgain() throws Exception {
    write(OrderEvents.disputed(ID));
    List<String> once = MODEL.everything();

    MODEL.write(story.log().subList(3, 12));
    MODEL.write(story.log());

    assertThat(MODEL.everything()).isEqualTo(once);
  }
}

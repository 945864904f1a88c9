package io.holdfast.chain.mpesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.mpesa.FindMobilePayment;
import io.holdfast.api.mpesa.MobilePaymentId;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.TakeMobileCallback;
import io.holdfast.api.query.Scope;
import io.holdfast.chain.mpesa.MpesaStage.Killed;
import io.holdfast.chain.mpesa.daraja.Daraja;
import io.holdfast.chain.mpesa.daraja.Push;
import io.holdfast.chain.mpesa.daraja.PushAnswer;
import io.holdfast.chain.mpesa.daraja.QueryAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mobile payments from their asking to their end, whatever M-Pesa says, and in which order. */
class MobilePaymentsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final long CENTS = MpesaStage.CENTS;

  private final MpesaStage stage = new MpesaStage();

  @Test
  void isPaidWithoutAnyCallback() {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.willSay(id, SOON, "0");
    stage.work();
    assertThat(stage.state(id)).isEqualTo(MobilePaymentState.PUSHED);

    stage.workFor(Duration.ofMinutes(2));
    assertPaid(id);
    assertThat(stage.row(id).receipt()).isNull();
  }

  @Test
  void aCallbackLeadsToAQuestionAtOnce() {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.willSay(id, Duration.ofSeconds(2), "0");
    stage.work();
    stage.clock.pass(Duration.ofSeconds(2));
    stage.call(id, "0", CENTS, "NLJ7RT61SV");
    stage.work();

    assertPaid(id);
    assertThat(stage.row(id).receipt()).isEqualTo("NLJ7RT61SV");
  }

  @Test
  void aCallbackAloneCountsNothing() {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.willSay(id, Duration.ZERO, "1032");
    stage.work();
    stage.call(id, "0", CENTS, "NLJ7RT61SV");
    stage.workFor(Duration.ofDays(3));

    assertThat(stage.state(id)).isEqualTo(MobilePaymentState.FAILED);
    assertThat(stage.books.creditsOf(id)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "17", "26", "1001", "1019", "1025", "1032", "1037", "2001", "9999"})
  void failsByACodeThatSaysSo(String code) {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.willSay(id, SOON, code);
    stage.workFor(Duration.ofMinutes(5));

    assertThat(stage.state(id)).isEqualTo(MobilePaymentState.FAILED);
    assertThat(stage.row(id).result()).isEqualTo(code);
    assertThat(stage.row(id).cause())
        .isEqualTo(List.of("1", "1032", "2001").contains(code) ? "RESULT" : "FOR_NOW");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "26", "1001", "1019", "1025", "1037", "9999"})
  void isPaidByASuccessThatFollowsATimeOut(String code) {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.willSay(id, SOON, code);
    stage.mpesa.willSay(id, Duration.ofHours(20), "0");
    stage.workFor(Duration.ofHours(22));

    assertPaid(id);
  }

  @Test
  void aLateCallbackOfASuccessIsAskedAboutWhateverWasSaidForGood() {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.willSay(id, SOON, "1032");
    stage.mpesa.willSay(id, Duration.ofHours(1), "0");
    stage.workFor(Duration.ofDays(4));
    assertThat(stage.state(id)).isEqualTo(MobilePaymentState.FAILED);

    stage.call(id, "0", CENTS, "NLJ7RT61SV");
    stage.work();
    assertPaid(id);
  }

  @Test
  void anUnknownCodeIsUnresolvedUntilSomethingElseIsSaid() {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.willSay(id, SOON, "4711");
    stage.mpesa.willSay(id, Duration.ofHours(2), "0");
    stage.workFor(Duration.ofHours(1));
    assertThat(stage.state(id)).isEqualTo(MobilePaymentState.UNRESOLVED);
    assertThat(stage.row(id).cause()).isEqualTo("UNKNOWN_CODE");

    stage.workFor(Duration.ofHours(3));
    assertPaid(id);
  }

  @Test
  void whatIsPendingForeverIsUnresolvedAndAskedAboutNoMore() {
    MobilePaymentId id = stage.ask("a");
    stage.workFor(Duration.ofDays(3));

    assertThat(stage.state(id)).isEqualTo(MobilePaymentState.UNRESOLVED);
    assertThat(stage.row(id).cause()).isEqualTo("NO_RESULT");
    assertThat(stage.mpesa.questions).isBetween(20, 60);
  }

  @ParameterizedTest
  @ValueSource(longs = {CENTS + 100, CENTS - 100, CENTS + 1})
  void anotherAmountIsNeverCredited(long told) {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.willSay(id, SOON, "0");
    stage.work();
    stage.call(id, "0", told, "NLJ7RT61SV");
    stage.workFor(Duration.ofDays(3));

    assertThat(stage.state(id)).isEqualTo(MobilePaymentState.DOUBTED);
    assertThat(stage.row(id).told()).isEqualTo(Long.toString(told));
    assertThat(stage.books.creditsOf(id)).isZero();
  }

  @Test
  void aReceiptIsOnePaymentsOnlyAndTheOtherWaitsForAPerson() {
    MobilePaymentId first = stage.ask("a");
    MobilePaymentId second = stage.ask("b");
    for (MobilePaymentId id : List.of(first, second)) {
      stage.mpesa.willSay(id, Duration.ZERO, "0");
      stage.work();
      stage.call(id, "0", CENTS, "NLJ7RT61SV");
      stage.work();
    }
    assertThat(stage.row(first).receipt()).isEqualTo("NLJ7RT61SV");
    assertThat(stage.row(second).receipt()).isNull();
    assertThat(stage.db.sql("SELECT count(*) FROM rail.parked").query(Long.class).single())
        .isEqualTo(1);
  }

  @Test
  void asksNoPhoneThatCannotBeReadNorTooLate() {
    stage.forgotten = true;
    MobilePaymentId forgotten = stage.ask("a");
    stage.work();
    assertThat(stage.row(forgotten).cause()).isEqualTo("NO_PHONE");

    stage.forgotten = false;
    MobilePaymentId late = stage.ask("b");
    stage.clock.pass(Duration.ofMinutes(3));
    stage.work();
    assertThat(stage.row(late).cause()).isEqualTo("NOT_ASKED");
    assertThat(stage.mpesa.ringsOf(forgotten) + stage.mpesa.ringsOf(late)).isZero();
  }

  @Test
  void asksAgainOnlyWhereNothingWasSent() {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.answers = new PushAnswer.NotSent("no connection");
    stage.work();
    stage.mpesa.answers = null;
    stage.mpesa.willSay(id, SOON, "0");
    stage.workFor(Duration.ofMinutes(2));
    assertPaid(id);

    MobilePaymentId refused = stage.ask("b");
    stage.mpesa.answers = new PushAnswer.Refused("400.002.02");
    stage.work();
    assertThat(stage.row(refused).cause()).isEqualTo("REFUSED");
    assertThat(stage.row(refused).result()).isEqualTo("400.002.02");
  }

  @Test
  void aPushWithoutAnAnswerFindsItsEndByACallback() {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.answers = new PushAnswer.Unclear("no answer");
    stage.mpesa.ringsAnyway = true;
    stage.mpesa.willSay(id, SOON, "0");
    stage.workFor(Duration.ofHours(1));
    assertThat(stage.row(id).cause()).isEqualTo("NO_ANSWER");

    stage.call(id, "0", CENTS, "NLJ7RT61SV");
    stage.work();
    assertPaid(id);
    assertThat(stage.row(id).receipt()).isEqualTo("NLJ7RT61SV");
  }

  /** What may be wrong with a callback that is not M-Pesa's. */
  enum Forgery {
    SECRET,
    SOURCE,
    PAYMENT,
    NAME,
    BODY,
    ANOTHERS_NAME;

    TakeMobileCallback of(MpesaStage stage, MobilePaymentId id, MobilePaymentId other) {
      String name = stage.mpesa.nameOf(this == ANOTHERS_NAME ? other : id);
      return new TakeMobileCallback(
          this == SECRET ? "t" + MpesaStage.SECRET.substring(1) : MpesaStage.SECRET,
          this == SOURCE ? "196.201.214.201" : MpesaStage.MPESA,
          this == PAYMENT ? "unheard-of" : id.rest(),
          this == BODY
              ? "{}"
              : MpesaStage.callback(
                  this == NAME ? name + "9" : name, "0", CENTS, "FORGED" + id.rest().length()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void takesNothingForged(Forgery forgery) {
    MobilePaymentId id = stage.ask("a");
    MobilePaymentId other = stage.ask("b");
    stage.mpesa.willSay(id, SOON, "1032");
    stage.work();

    assertThat(stage.isTaken(forgery.of(stage, id, other))).isFalse();
    assertThat(stage.db.sql("SELECT count(*) FROM rail.mobile_callback").query(Long.class).single())
        .isZero();
  }

  @Test
  void takesNothingAboutAPaymentForWhichNobodyWasAsked() {
    MobilePaymentId id = stage.ask("a");
    assertThat(
            stage.isTaken(
                new TakeMobileCallback(
                    MpesaStage.SECRET,
                    MpesaStage.MPESA,
                    id.rest(),
                    MpesaStage.callback("ws_CO_x", "0", CENTS, "NLJ7RT61SV"))))
        .isFalse();
  }

  @Test
  void takesABoundedNumberOfDifferentCallbacks() {
    MobilePaymentId id = stage.ask("a");
    stage.work();
    int taken = 0;
    for (int i = 0; i < 40; i++) {
      TakeMobileCallback callback =
          new TakeMobileCallback(
              MpesaStage.SECRET,
              MpesaStage.MPESA,
              id.rest(),
              MpesaStage.callback(stage.mpesa.nameOf(id), "1032", null, "RECEIPT" + i));
      taken += stage.isTaken(callback) ? 1 : 0;
    }
    assertThat(taken).isEqualTo(MobilePaymentStore.MOST_CALLBACKS + 1);
  }

  @Test
  void forgetsWhatEndsInThePhoneNumberOfWhoIsForgottenAndKeepsItForgotten() {
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.willSay(id, Duration.ZERO, "0");
    stage.workFor(Duration.ofMinutes(1));
    assertPaid(id);

    stage.forget();
    assertThat(stage.kept(id)).isNull();
    for (int times = 0; times < 2; times++) {
      stage.call(id, "0", CENTS, "NLJ7RT61SV");
      stage.work();
      assertThat(stage.kept(id)).isNull();
    }
    assertThat(stage.row(id).receipt()).isEqualTo("NLJ7RT61SV");
  }

  @Test
  void followsThePaymentOfWhoIsForgottenToItsEndAndForgetsItsNameThen() {
    MobilePaymentId paid = stage.ask("a");
    MobilePaymentId unsaid = stage.ask("b");
    stage.mpesa.willSay(paid, Duration.ofHours(1), "0");
    stage.work();
    stage.forget();
    assertThat(stage.kept(paid)).isNotNull();
    stage.workFor(Duration.ofDays(3));

    assertPaid(paid);
    assertThat(stage.state(unsaid)).isEqualTo(MobilePaymentState.UNRESOLVED);
    assertThat(stage.kept(paid)).isNull();
    assertThat(stage.kept(unsaid)).isNull();
  }

  @Test
  void aPaymentThatLostItsNameIsLeftToAPerson() {
    MobilePaymentId id = stage.ask("a");
    stage.work();
    stage.db.sql("UPDATE rail.mobile_payment SET checkout_request_id = NULL").update();
    stage.workFor(Duration.ofMinutes(1));

    assertThat(stage.state(id)).isEqualTo(MobilePaymentState.UNRESOLVED);
  }

  /** While the first node waits for M-Pesa's answer, the second one takes over. */
  @Test
  void twoNodesAskAPhoneOnce() {
    MobilePaymentId first = stage.ask("a");
    MobilePaymentId second = stage.ask("b");
    MobilePaymentWorker other = stage.newWorker(stage.mpesa);
    AtomicBoolean takesOver = new AtomicBoolean(true);
    MobilePaymentWorker slow =
        stage.newWorker(
            new Daraja() {
              @Override
              public PushAnswer push(Push push) {
                if (takesOver.getAndSet(false)) {
                  other.work();
                }
                return stage.mpesa.push(push);
              }

              @Override
              public QueryAnswer query(String checkoutRequestId) {
                return stage.mpesa.query(checkoutRequestId);
              }

              @Override
              public void knock() {
                stage.mpesa.knock();
              }
            });
    stage.mpesa.willSay(first, SOON, "0");
    stage.mpesa.willSay(second, SOON, "0");
    slow.work();
    stage.workFor(Duration.ofMinutes(2));

    assertPaid(first);
    assertPaid(second);
  }

  /** What was read before another node asked the phone does not ask it again. */
  @Test
  void aPushBeginsOnce() {
    MobilePaymentId id = stage.ask("a");
    MobilePaymentStore store = stage.store();

    assertThat(store.pushBegins(id)).isTrue();
    assertThat(store.pushBegins(id)).isFalse();
  }

  @Test
  void asksNoPhoneForAnOrderThatDoesNotWaitAnyMore() {
    MobilePaymentId id = stage.ask("a");
    stage.isOver(id);
    stage.work();

    assertThat(stage.row(id).cause()).isEqualTo("NOT_ASKED");
    assertThat(stage.mpesa.ringsOf(id)).isZero();
  }

  @Test
  void asksSoOftenAnHourForOneBuyerWhateverTheOrder() {
    stage.asksAtMost(2);
    for (String name : List.of("a", "b", "c")) {
      MobilePaymentId id = stage.ask(name);
      stage.mpesa.willSay(id, Duration.ZERO, "1032");
      stage.workFor(Duration.ofMinutes(1));
      assertThat(stage.row(id).cause()).isEqualTo(name.equals("c") ? "TOO_OFTEN" : "RESULT");
      assertThat(stage.mpesa.ringsOf(id)).isEqualTo(name.equals("c") ? 0 : 1);
    }
    stage.clock.pass(Duration.ofHours(1));
    MobilePaymentId later = stage.ask("d");
    stage.work();
    assertThat(stage.mpesa.ringsOf(later)).isEqualTo(1);
  }

  @Test
  void isShownToItsBuyerAndToWhoSeesEverybodys() {
    MobilePaymentId id = stage.ask("a");
    MobilePaymentQueries queries = new MobilePaymentQueries(stage.db);

    assertThat(queries.of(new FindMobilePayment(Scope.ownedBy("user:bea"), id)).payment())
        .isNotNull();
    assertThat(queries.of(new FindMobilePayment(Scope.ownedBy("user:eve"), id)).payment()).isNull();
  }

  /**
   * Killed before or after each thing that it does to M-Pesa and to the ledger, and with the
   * projection read before or after: the phone rings once at most, and what it paid counts once.
   */
  @Test
  void killedAtAnyStepItRingsOnceAndCountsOnce() {
    int step = 0;
    boolean lived = false;
    while (!lived) {
      for (boolean projectsLate : new boolean[] {false, true}) {
        lived = livesThrough(step, projectsLate);
      }
      step++;
    }
    assertThat(step).isGreaterThan(6);
  }

  private static boolean livesThrough(int step, boolean projectsLate) {
    MpesaStage stage = new MpesaStage();
    MobilePaymentId id = stage.ask("a");
    stage.mpesa.willSay(id, SOON, "0");
    stage.books.projects = !projectsLate;
    stage.dieAt(step);
    boolean lived = true;
    try {
      stage.workFor(Duration.ofMinutes(2));
    } catch (Killed e) {
      lived = false;
    }
    stage.books.projects = true;
    stage.books.read();
    stage.restart();
    stage.workFor(Duration.ofMinutes(2));
    assertThat(stage.mpesa.ringsOf(id)).as("rings, killed at %s", step).isLessThanOrEqualTo(1);

    if (stage.mpesa.ringsOf(id) == 1) {
      stage.call(id, "0", CENTS, "NLJ7RT61SV");
      stage.workFor(Duration.ofDays(3));
      assertThat(stage.state(id)).as("killed at %s", step).isEqualTo(MobilePaymentState.SUCCEEDED);
      assertThat(stage.books.creditsOf(id)).isEqualTo(1);
      assertThat(stage.row(id).receipt()).isEqualTo("NLJ7RT61SV");
    } else {
      assertThat(stage.row(id).cause()).as("killed at %s", step).isEqualTo("NO_ANSWER");
    }
    return lived;
  }

  /** Killed while it takes in a callback's word: nothing of it is lost. */
  @Test
  void killedAtAnyStepAfterACallbackItCountsOnce() {
    boolean lived = false;
    for (int step = 0; !lived; step++) {
      MpesaStage killed = new MpesaStage();
      MobilePaymentId id = killed.ask("a");
      killed.mpesa.willSay(id, Duration.ZERO, "0");
      killed.work();
      killed.call(id, "0", CENTS, "NLJ7RT61SV");
      killed.dieAt(step);
      try {
        killed.work();
        lived = true;
      } catch (Killed e) {
        killed.restart();
        killed.work();
      }
      assertThat(killed.books.creditsOf(id)).as("killed at %s", step).isEqualTo(1);
      assertThat(killed.row(id).receipt()).isEqualTo("NLJ7RT61SV");
    }
  }

  /**
   * 10,000 callbacks: about 30 % come twice, 5 % are forged, each is up to a day late, in any
   * order. All ends as if each had come once, at once, and in order.
   */
  @Test
  void tenThousandShuffledCallbacksEndAsOneOrderedDelivery() {
    Random chance = new Random(20_261_121L);
    int payments = 3_800;
    List<Delivery> ordered = new ArrayList<>();
    for (int i = 0; i < payments; i++) {
      plan(i, ordered);
    }
    List<Delivery> shuffled = new ArrayList<>(ordered);
    for (Delivery each : ordered) {
      if (chance.nextInt(100) < 43) {
        shuffled.add(each);
      }
    }
    int forged = 0;
    while (shuffled.size() < 10_000) {
      shuffled.add(new Delivery(chance.nextInt(payments), Delivery.FORGED, ""));
      forged++;
    }
    Collections.shuffle(shuffled, chance);

    Set<String> expected = ends(ordered, payments, 0);
    assertThat(ends(shuffled, payments, forged)).isEqualTo(expected);
    assertThat(forged).isBetween(400, 600);
    assertThat(expected).hasSize(payments);
  }

  /** A callback for a payment; or a forged one. */
  private record Delivery(int payment, String result, String receipt) {
    static final String FORGED = "forged";
  }

  /** What M-Pesa calls back about a payment in the end, in its order. */
  private static void plan(int payment, List<Delivery> ordered) {
    switch (payment % 4) {
      case 0 -> {
        ordered.add(new Delivery(payment, "1037", ""));
        ordered.add(new Delivery(payment, "0", "RCPT" + payment + "X"));
      }
      case 1 -> ordered.add(new Delivery(payment, "1032", ""));
      default -> {
        ordered.add(new Delivery(payment, "0", "RCPT" + payment + "X"));
        ordered.add(new Delivery(payment, "0", "RCPT" + payment + "X"));
      }
    }
  }

  /** Every payment's end, its receipt and how often it was counted. */
  private static Set<String> ends(List<Delivery> deliveries, int payments, int forged) {
    MpesaStage stage = new MpesaStage();
    List<MobilePaymentId> ids = new ArrayList<>();
    for (int i = 0; i < payments; i++) {
      MobilePaymentId id = stage.ask("n" + i);
      ids.add(id);
      switch (i % 4) {
        case 0 -> {
          stage.mpesa.willSay(id, Duration.ofMinutes(1), "1037");
          stage.mpesa.willSay(id, Duration.ofMinutes(2), "0");
        }
        case 1 -> stage.mpesa.willSay(id, Duration.ofMinutes(1), "1032");
        default -> stage.mpesa.willSay(id, Duration.ofMinutes(1), "0");
      }
    }
    while (stage
            .db
            .sql("SELECT count(*) FROM rail.mobile_payment WHERE NOT push_begun")
            .query(Long.class)
            .single()
        > 0) {
      stage.work();
    }
    int refused = 0;
    Random chance = new Random(7);
    for (int i = 0; i < deliveries.size(); i++) {
      stage.clock.pass(Duration.ofDays(1).dividedBy(deliveries.size()));
      refused += isTaken(stage, deliveries.get(i), ids, chance) ? 0 : 1;
      if (i % 50 == 0) {
        stage.work();
      }
    }
    assertThat(refused).isEqualTo(forged);
    stage.workFor(Duration.ofDays(2));
    Set<String> ends = new HashSet<>();
    for (MobilePaymentId id : ids) {
      ends.add(
          id
              + " "
              + stage.state(id)
              + " "
              + stage.row(id).receipt()
              + " "
              + stage.books.creditsOf(id));
    }
    return ends;
  }

  private static boolean isTaken(
      MpesaStage stage, Delivery delivery, List<MobilePaymentId> ids, Random chance) {
    MobilePaymentId id = ids.get(delivery.payment());
    if (delivery.result().equals(Delivery.FORGED)) {
      Forgery[] all = Forgery.values();
      MobilePaymentId other = ids.get((delivery.payment() + 1) % ids.size());
      return stage.isTaken(all[chance.nextInt(all.length)].of(stage, id, other));
    }
    boolean paid = delivery.result().equals("0");
    return stage.isTaken(
        new TakeMobileCallback(
            MpesaStage.SECRET,
            MpesaStage.MPESA,
            id.rest(),
            MpesaStage.callback(
                stage.mpesa.nameOf(id),
                delivery.result(),
                paid ? CENTS : null,
                paid ? delivery.receipt() : null)));
  }

  private void assertPaid(MobilePaymentId id) {
    assertThat(stage.state(id)).isEqualTo(MobilePaymentState.SUCCEEDED);
    assertThat(stage.books.creditsOf(id)).isEqualTo(1);
    assertThat(stage.mpesa.ringsOf(id)).isEqualTo(1);
  }

  @Test
  void aSecretIsShownByNothing() {
    assertThat(new TakeMobileCallback("secret", "source", "a", "body"))
        .asString()
        .doesNotContain("secret")
        .doesNotContain("body");
    assertThatThrownBy(() -> stage.call(new MobilePaymentId("mobile-payment:x"), "0", CENTS, null))
        .hasMessageNotContaining(MpesaStage.SECRET);
  }
}

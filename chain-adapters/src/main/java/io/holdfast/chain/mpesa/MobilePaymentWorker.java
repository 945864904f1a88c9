package io.holdfast.chain.mpesa;

import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.mpesa.ClaimReceipt;
import io.holdfast.api.mpesa.FailMobilePayment;
import io.holdfast.api.mpesa.KenyanPhone;
import io.holdfast.api.mpesa.LeaveMobilePayment;
import io.holdfast.api.mpesa.MobileFailure;
import io.holdfast.api.mpesa.MobilePaymentCommand;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.Receipt;
import io.holdfast.api.mpesa.RecordMobilePush;
import io.holdfast.api.mpesa.Shillings;
import io.holdfast.api.mpesa.SucceedMobilePayment;
import io.holdfast.api.mpesa.UnresolvedCause;
import io.holdfast.api.user.OpensSealed;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.mpesa.OpenPayment.Paid;
import io.holdfast.chain.mpesa.daraja.Daraja;
import io.holdfast.chain.mpesa.daraja.Push;
import io.holdfast.chain.mpesa.daraja.PushAnswer;
import io.holdfast.chain.mpesa.daraja.QueryAnswer;
import io.holdfast.chain.mpesa.daraja.ResultCode;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Brings mobile payments to their end. Level-triggered: each look does the next step of each
 * payment that is due, from what is stored, so that it does not matter where the one before was
 * killed. That a push begins is stored before it is sent, and what came of it after; where that is
 * missing, nobody knows whether the phone was asked, and it is not asked again.
 *
 * <p>What M-Pesa answers to a question decides. What callbacks told is compared with it: a success
 * counts with the amount that they told, where they did. Used by one thread.
 */
final class MobilePaymentWorker {
  private static final Logger LOG = LoggerFactory.getLogger(MobilePaymentWorker.class);
  private static final int MOST = 50;
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  /** Until what was told is seen in the state. */
  private static final long SOON_MILLIS = 1_000;

  private final Daraja daraja;
  private final MobilePaymentStore store;
  private final Reporter reporter;
  private final OpensSealed sealed;
  private final CallbackAddress callbacks;
  private final Assets assets;
  private final LookPlan plan;
  private final int mostPushesAnHour;
  private final Clock clock;

  MobilePaymentWorker(
      Daraja daraja,
      MobilePaymentStore store,
      Reporter reporter,
      OpensSealed sealed,
      CallbackAddress callbacks,
      Assets assets,
      LookPlan plan,
      int mostPushesAnHour,
      Clock clock) {
    this.daraja = daraja;
    this.store = store;
    this.reporter = reporter;
    this.sealed = sealed;
    this.callbacks = callbacks;
    this.assets = assets;
    this.plan = plan;
    this.mostPushesAnHour = mostPushesAnHour;
    this.clock = clock;
  }

  /**
   * Does the next step of what is due, each read just before it: M-Pesa may take its time, and
   * another node may have taken over. Answers whether M-Pesa was there, as far as it was asked.
   *
   * @throws LedgerFault where the ledger does not answer
   */
  Outcome work() {
    boolean there = true;
    for (int step = 0; step < MOST; step++) {
      Optional<OpenPayment> due = store.due(clock.millis());
      if (due.isEmpty()) {
        return new Outcome(false, there);
      }
      there &= tryStep(due.get());
    }
    return new Outcome(true, there);
  }

  private boolean tryStep(OpenPayment payment) {
    try {
      return step(payment);
    } catch (LedgerFault | DataAccessException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.error("{} cannot go on", payment, e);
      later(payment);
      return true;
    }
  }

  /**
   * What a look came to.
   *
   * @param more whether there may be more to do at once
   * @param there whether M-Pesa answered all that it was asked
   */
  record Outcome(boolean more, boolean there) {}

  private boolean step(OpenPayment payment) {
    return switch (payment.state()) {
      case REQUESTED -> begin(payment);
      case PUSHED, UNRESOLVED, FAILED -> look(payment);
      case SUCCEEDED -> {
        compare(payment);
        yield rest(payment);
      }
      case DOUBTED, REFUSED -> rest(payment);
    };
  }

  private boolean begin(OpenPayment payment) {
    if (payment.checkoutRequestId() != null) {
      tell(new RecordMobilePush(payment.orderId(), payment.id()));
      store.next(
          payment, payment.looks(), clock.millis() + Math.min(SOON_MILLIS, plan.delayMillis(0)));
      return true;
    }
    if (payment.pushBegun()) {
      tell(unresolved(payment, UnresolvedCause.NO_ANSWER, ""));
      return rest(payment);
    }
    if (payment.unwanted() || clock.millis() >= payment.waitsUntilMillis()) {
      tell(failed(payment, MobileFailure.NOT_ASKED, ""));
      return rest(payment);
    }
    Optional<KenyanPhone> phone =
        sealed.open(payment.buyer(), payment.phone()).map(KenyanPhone::of);
    if (phone.isEmpty()) {
      tell(failed(payment, MobileFailure.NO_PHONE, ""));
      return rest(payment);
    }
    if (store.pushesFor(payment.buyer(), clock.millis() - HOUR_MILLIS) >= mostPushesAnHour) {
      tell(failed(payment, MobileFailure.TOO_OFTEN, ""));
      return rest(payment);
    }
    return push(payment, phone.get());
  }

  private boolean push(OpenPayment payment, KenyanPhone phone) {
    Push push =
        new Push(
            phone, Shillings.of(asked(payment)), reference(payment), callbacks.of(payment.id()));
    if (!store.pushBegins(payment.id())) {
      LOG.warn("{}: another node asks the phone", payment.id());
      return true;
    }
    return switch (daraja.push(push)) {
      case PushAnswer.Taken names -> {
        store.pushed(payment, names, clock.millis() + plan.delayMillis(0));
        tell(new RecordMobilePush(payment.orderId(), payment.id()));
        yield true;
      }
      case PushAnswer.Refused(String code) -> {
        LOG.warn("{}: M-Pesa refuses to ask the phone, {}", payment.id(), code);
        tell(failed(payment, MobileFailure.REFUSED, code));
        yield rest(payment);
      }
      case PushAnswer.NotSent(String reason) -> {
        LOG.warn("{}: the phone was not asked, {}", payment.id(), reason);
        store.pushIsOff(payment.id());
        later(payment);
        yield false;
      }
      case PushAnswer.Unclear(String reason) -> {
        LOG.warn("{}: nobody knows whether the phone was asked, {}", payment.id(), reason);
        tell(unresolved(payment, UnresolvedCause.NO_ANSWER, ""));
        rest(payment);
        yield false;
      }
    };
  }

  private boolean look(OpenPayment payment) {
    if (payment.checkoutRequestId() == null) {
      return giveUp(payment);
    }
    return switch (daraja.query(payment.checkoutRequestId())) {
      case QueryAnswer.Pending _ -> goOn(payment);
      case QueryAnswer.Untold(String reason) -> {
        LOG.info("{}: M-Pesa does not tell what came of it, {}", payment.id(), reason);
        goOn(payment);
        yield false;
      }
      case QueryAnswer.Ended(String code) when code.equals(ResultCode.PAID) -> {
        tell(new SucceedMobilePayment(payment.orderId(), payment.id(), told(payment)));
        compare(payment);
        yield rest(payment);
      }
      case QueryAnswer.Ended(String code) when ResultCode.isFailure(code) -> {
        boolean mayChange = ResultCode.mayChange(code);
        tell(failed(payment, mayChange ? MobileFailure.FOR_NOW : MobileFailure.RESULT, code));
        yield mayChange ? goOn(payment) : rest(payment);
      }
      case QueryAnswer.Ended(String code) -> {
        tell(unresolved(payment, UnresolvedCause.UNKNOWN_CODE, code));
        yield goOn(payment);
      }
    };
  }

  /** The amount that a callback told where it is another one, else what was asked for. */
  private Money told(OpenPayment payment) {
    return other(payment)
        .map(cents -> new Money(assets.require(payment.asset()), cents))
        .orElseGet(() -> asked(payment));
  }

  private static Optional<BigInteger> other(OpenPayment payment) {
    return payment.paid().stream()
        .map(Paid::cents)
        .filter(Objects::nonNull)
        .filter(cents -> !cents.equals(payment.cents()))
        .findFirst();
  }

  /** What callbacks told of a payment that counts: its receipt, or another amount. */
  private void compare(OpenPayment payment) {
    if (other(payment).isPresent()) {
      tell(new SucceedMobilePayment(payment.orderId(), payment.id(), told(payment)));
      return;
    }
    payment.paid().stream()
        .map(Paid::receipt)
        .filter(Objects::nonNull)
        .forEach(
            receipt ->
                tell(new ClaimReceipt(payment.orderId(), payment.id(), new Receipt(receipt))));
  }

  private boolean goOn(OpenPayment payment) {
    if (plan.isOver(payment.requestedAtMillis(), clock.millis())) {
      return giveUp(payment);
    }
    later(payment);
    return true;
  }

  private boolean giveUp(OpenPayment payment) {
    if (payment.state() == MobilePaymentState.PUSHED) {
      tell(unresolved(payment, UnresolvedCause.NO_RESULT, ""));
    }
    return rest(payment);
  }

  private void later(OpenPayment payment) {
    int looks = payment.looks() + 1;
    store.next(payment, looks, clock.millis() + plan.delayMillis(looks));
  }

  /** Nothing is to be done before a callback comes. */
  private boolean rest(OpenPayment payment) {
    store.next(payment, payment.looks(), null);
    return true;
  }

  private Money asked(OpenPayment payment) {
    return new Money(assets.require(payment.asset()), payment.cents());
  }

  /** What the ledger refuses is parked, for a person. */
  private void tell(MobilePaymentCommand command) {
    reporter.observe(List.of(new Report(command, null, null)));
  }

  private static LeaveMobilePayment unresolved(
      OpenPayment payment, UnresolvedCause cause, String result) {
    return new LeaveMobilePayment(payment.orderId(), payment.id(), cause, result);
  }

  private static FailMobilePayment failed(OpenPayment payment, MobileFailure cause, String result) {
    return new FailMobilePayment(payment.orderId(), payment.id(), cause, result);
  }

  /** What the phone shows: the end of the order's id, as far as M-Pesa takes it. */
  private static String reference(OpenPayment payment) {
    String plain = payment.orderId().value().replaceAll("[^A-Za-z0-9]", "");
    return plain.substring(Math.max(0, plain.length() - 12));
  }
}

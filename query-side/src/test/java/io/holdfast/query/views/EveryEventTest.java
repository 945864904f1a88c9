package io.holdfast.query.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.holdfast.api.Event;
import io.holdfast.api.account.AccountEvent;
import io.holdfast.api.deposit.DepositEvent;
import io.holdfast.api.escrow.OrderEvent;
import io.holdfast.api.journal.EntryPosted;
import io.holdfast.api.mpesa.MobilePaymentEvent;
import io.holdfast.api.mpesa.ReceiptClaimed;
import io.holdfast.api.parked.ParkedEvent;
import io.holdfast.api.policy.PolicyEvent;
import io.holdfast.api.product.ProductEvent;
import io.holdfast.api.quote.QuoteEvent;
import io.holdfast.api.rail.RailEvent;
import io.holdfast.api.reconciliation.ReconciliationEvent;
import io.holdfast.api.replay.ReplayEvent;
import io.holdfast.api.replay.ReplaySubjectEvent;
import io.holdfast.api.session.SessionEvent;
import io.holdfast.api.solvency.SolvencyEvent;
import io.holdfast.api.user.IdentifierEvent;
import io.holdfast.api.user.UserEvent;
import io.holdfast.api.withdrawal.WithdrawalEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new family of events must not be forgotten: within these, the compiler sees to it. */
class EveryEventTest {
  private static final List<Class<?>> FOLDED =
      List.of(
          AccountEvent.class,
          DepositEvent.class,
          EntryPosted.class,
          IdentifierEvent.class,
          OrderEvent.class,
          PolicyEvent.class,
          ProductEvent.class,
          ParkedEvent.class,
          RailEvent.class,
          ReconciliationEvent.class,
          ReplayEvent.class,
          ReplaySubjectEvent.class,
          SessionEvent.class,
          UserEvent.class,
          WithdrawalEvent.class);

  /** Mobile payments are shown by their rail, quotes by the log, and solvency beside the views. */
  private static final List<Class<?>> NOT_SHOWN =
      List.of(
          MobilePaymentEvent.class, ReceiptClaimed.class, QuoteEvent.class, SolvencyEvent.class);

  @Test
  void belongsToAFamilyThatIsFolded() {
    List<String> forgotten =
        new ClassFileImporter()
            .importPackages("io.holdfast.api").stream()
                .filter(type -> type.isAssignableTo(Event.class) && !type.isInterface())
                .filter(type -> FOLDED.stream().noneMatch(type::isAssignableTo))
                .filter(type -> NOT_SHOWN.stream().noneMatch(type::isAssignableTo))
                .map(JavaClass::getName)
                .toList();

    assertThat(forgotten).isEmpty();
  }
}

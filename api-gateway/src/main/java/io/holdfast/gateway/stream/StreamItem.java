package io.holdfast.gateway.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.DepositRequestView;
import io.holdfast.api.query.DepositView;
import io.holdfast.api.query.JournalLineView;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.query.ParkedView;
import io.holdfast.api.query.PersonView;
import io.holdfast.api.query.ProductView;
import io.holdfast.api.query.RailView;
import io.holdfast.api.query.ReconciliationCaseView;
import io.holdfast.api.query.ReconciliationView;
import io.holdfast.api.query.ReplayView;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.query.SignInView;
import io.holdfast.api.query.View;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.WalletView;
import io.holdfast.api.query.WithdrawalView;
import org.jspecify.annotations.Nullable;

/**
 * One step of a view stream, as it goes over the wire.
 *
 * @param cursor hand it back as {@code after} to go on behind this step
 * @param kind what {@code view} is
 * @param correlationId of the request whose event last changed it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StreamItem(
    long cursor, String kind, View view, long readAtMillis, @Nullable String correlationId) {
  static StreamItem of(ViewChange change) {
    return new StreamItem(
        change.cursor(),
        kindOf(change.view()),
        change.view(),
        change.readAtMillis(),
        change.correlationId());
  }

  private static String kindOf(View view) {
    return switch (view) {
      case AccountView _ -> "account";
      case JournalLineView _ -> "journal";
      case DepositRequestView _ -> "deposit-request";
      case DepositView _ -> "deposit";
      case WithdrawalView _ -> "withdrawal";
      case OrderView _ -> "order";
      case ProductView _ -> "product";
      case RailView _ -> "rail";
      case ReconciliationView _ -> "reconciliation";
      case ReconciliationCaseView _ -> "reconciliation-case";
      case ParkedView _ -> "parked";
      case ReplayView _ -> "replay";
      case PersonView _ -> "person";
      case SessionView _ -> "session";
      case SignInView _ -> "sign-in";
      case WalletView _ -> "wallet";
    };
  }
}

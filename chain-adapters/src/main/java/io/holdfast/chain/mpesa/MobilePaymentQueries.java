package io.holdfast.chain.mpesa;

import io.holdfast.api.mpesa.FindMobilePayment;
import io.holdfast.api.mpesa.FindMobilePayments;
import io.holdfast.api.mpesa.MobilePaymentFound;
import io.holdfast.api.mpesa.MobilePaymentState;
import io.holdfast.api.mpesa.MobilePaymentsFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells what the rail knows of a mobile payment. Thread-safe. */
public final class MobilePaymentQueries {
  private final JdbcClient db;

  public MobilePaymentQueries(JdbcClient db) {
    this.db = db;
  }

  @QueryHandler
  public MobilePaymentFound of(FindMobilePayment query) {
    return new MobilePaymentFound(
        db.sql(
                """
                SELECT * FROM rail.mobile_payment WHERE mobile_payment_id = :id
                  AND (:owner::text IS NULL OR buyer_id = :owner)\
                """)
            .param("id", query.mobilePaymentId().value())
            .param("owner", query.scope().ownerId())
            .query((row, _) -> found(row))
            .optional()
            .orElse(null));
  }

  @QueryHandler
  public MobilePaymentsFound of(FindMobilePayments query) {
    return new MobilePaymentsFound(
        db.sql(
                """
                SELECT * FROM rail.mobile_payment WHERE state = :state
                ORDER BY requested_at_millis, mobile_payment_id LIMIT :limit\
                """)
            .param("state", query.state().name())
            .param("limit", query.limit())
            .query((row, _) -> found(row))
            .list());
  }

  private static MobilePaymentFound.Row found(ResultSet row) throws SQLException {
    return new MobilePaymentFound.Row(
        row.getString("mobile_payment_id"),
        row.getString("order_id"),
        row.getString("buyer_id"),
        MobilePaymentState.valueOf(row.getString("state")),
        row.getString("asset"),
        row.getBigDecimal("amount").toBigIntegerExact().toString(),
        row.getBigDecimal("told") == null
            ? null
            : row.getBigDecimal("told").toBigIntegerExact().toString(),
        row.getString("cause"),
        row.getString("result"),
        row.getString("receipt"),
        row.getLong("requested_at_millis"),
        row.getLong("waits_until_millis"));
  }
}

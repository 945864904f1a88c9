package io.holdfast.chain.contract;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.chain.reconcile.LedgerBooks;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a ledger's books say that takes in what a rail tells, without its log and its views. */
public final class FakeBooks {
  private static final String NOBODY = "deposit-request:unclaimed";

  private final JdbcClient db;
  private final Map<String, Deposit> deposits = new HashMap<>();
  private final Map<String, Payout> payouts = new HashMap<>();
  private int creditDepth;
  private int finalityDepth;

  FakeBooks(JdbcClient db) {
    this.db = db;
  }

  private record Deposit(ReportPayment report, boolean credited) {}

  private record Payout(RecordSigned signed, BigInteger fee, boolean charged, String state) {}

  /** When deposits are credited, and withdrawals settled. */
  void settleAt(int credit, int finality) {
    creditDepth = credit;
    finalityDepth = finality;
  }

  /** As if no payment had ever been told of. */
  void forgetPayments() {
    deposits.clear();
  }

  void took(Command command) {
    switch (command) {
      case ReportPayment report ->
          deposits.merge(
              report.targetId(),
              new Deposit(report, false),
              (before, _) -> new Deposit(report, before.credited()));
      case CountConfirmations(var id, _, var count) ->
          deposits.computeIfPresent(
              id.value(),
              (_, each) ->
                  new Deposit(
                      each.report(),
                      each.credited() || (!isSuspense(each) && count >= depth(each))));
      case OrphanPayment(var id, _) ->
          deposits.computeIfPresent(id.value(), (_, each) -> new Deposit(each.report(), false));
      case RecordSigned signed ->
          payouts.putIfAbsent(
              signed.targetId(), new Payout(signed, signed.chainFee().minor(), false, "SIGNED"));
      case RecordChainFee(var id, _, var fee) ->
          payouts.computeIfPresent(
              id.value(), (_, each) -> new Payout(each.signed(), fee.minor(), true, each.state()));
      case CountWithdrawalConfirmations(var id, _, var count) ->
          payouts.computeIfPresent(
              id.value(), (_, each) -> count >= finalityDepth ? ended(each, "SETTLED") : each);
      case OrphanWithdrawal(var id, _) ->
          payouts.computeIfPresent(
              id.value(),
              (_, each) ->
                  new Payout(each.signed(), each.signed().chainFee().minor(), false, "SIGNED"));
      case FailWithdrawal(var id, _) ->
          payouts.computeIfPresent(id.value(), (_, each) -> ended(each, "FAILED"));
      default -> {}
    }
  }

  private static Payout ended(Payout payout, String state) {
    return new Payout(payout.signed(), payout.fee(), payout.charged(), state);
  }

  /** An order has what is final, and nothing before. */
  private int depth(Deposit deposit) {
    return deposit.report().requestId().orderId().isPresent() ? finalityDepth : creditDepth;
  }

  private static boolean isSuspense(Deposit deposit) {
    return deposit.report().requestId().value().equals(NOBODY);
  }

  /** Of one asset, at whatever block is asked for. */
  LedgerBooks of(Asset asset) {
    return (BlockRef _, Consumer<List<InFlight>> inFlight) -> {
      inFlight.accept(inFlight(asset));
      return Optional.of(new LedgerBooks.Sum(1, owed(asset)));
    };
  }

  private List<InFlight> inFlight(Asset asset) {
    List<InFlight> all = new ArrayList<>();
    deposits.forEach(
        (id, each) -> {
          if (each.report().amount().asset().equals(asset) && !each.credited()) {
            all.add(
                new InFlight(
                    id,
                    isSuspense(each) ? "SUSPENSE" : "CONFIRMING",
                    each.report().amount().digits(),
                    depth(each)));
          }
        });
    payouts.forEach(
        (id, each) -> {
          if (isOf(asset, each) && each.state().equals("SIGNED")) {
            String amount = amount(id).add(each.fee()).toString();
            all.add(new InFlight(id, each.state(), amount, finalityDepth));
          }
        });
    return all;
  }

  private static boolean isOf(Asset asset, Payout payout) {
    return payout.signed().chainFee().asset().equals(asset);
  }

  private BigInteger owed(Asset asset) {
    BigInteger owed = BigInteger.ZERO;
    for (Deposit each : deposits.values()) {
      if (each.credited() && each.report().amount().asset().equals(asset)) {
        owed = owed.add(each.report().amount().minor());
      }
    }
    for (Map.Entry<String, Payout> each : payouts.entrySet()) {
      if (isOf(asset, each.getValue())) {
        owed = owed.add(change(each.getKey(), each.getValue()));
      }
    }
    return owed;
  }

  private BigInteger change(String id, Payout payout) {
    BigInteger lost = payout.charged() ? payout.fee().negate() : BigInteger.ZERO;
    return switch (payout.state()) {
      case "SETTLED" -> (isMint(id) ? amount(id) : amount(id).negate()).subtract(payout.fee());
      case "FAILED" -> lost;
      default -> BigInteger.ZERO;
    };
  }

  private boolean isMint(String id) {
    return db.sql("SELECT destination = 'mint' FROM rail.payout WHERE withdrawal_id = :id")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  private BigInteger amount(String id) {
    return db.sql("SELECT amount FROM rail.payout WHERE withdrawal_id = :id")
        .param("id", id)
        .query((row, _) -> row.getBigDecimal(1).toBigIntegerExact())
        .single();
  }
}

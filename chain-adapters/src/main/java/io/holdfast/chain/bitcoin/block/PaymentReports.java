package io.holdfast.chain.bitcoin.block;

import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.ReplacePayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.bitcoin.store.ChainFacts;
import io.holdfast.chain.bitcoin.store.TrackedPayment;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Tells the ledger of payments to its deposit requests, from what is stored. */
public final class PaymentReports {
  private final ChainFacts facts;
  private final Reporter reporter;
  private final Asset asset;

  public PaymentReports(ChainFacts facts, Reporter reporter, Asset asset) {
    this.facts = facts;
    this.reporter = reporter;
    this.asset = asset;
  }

  public DepositId depositId(TrackedPayment payment) {
    return DepositId.of(asset.rail(), payment.txid(), payment.vout());
  }

  /** The payments in this block. */
  void mined(Header block) {
    reporter.observe(facts.paymentsIn(block).stream().map(this::seen).toList());
  }

  /** The payments that wait to be mined, once. */
  void waiting() {
    List<TrackedPayment> untold = facts.untoldPayments();
    reporter.observe(untold.stream().map(this::seen).toList());
    untold.forEach(facts::toldWaiting);
  }

  /** The payments that another transaction made impossible, once; they waited before. */
  void replaced() {
    waiting();
    List<TrackedPayment> untold = facts.untoldReplacements();
    reporter.observe(untold.stream().map(this::replaced).toList());
    untold.forEach(facts::toldReplaced);
  }

  private Report seen(TrackedPayment payment) {
    BlockRef block = payment.block();
    return new Report(
        new ReportPayment(
            depositId(payment),
            new DepositRequestId(payment.requestId()),
            asset.rail(),
            payment.txid(),
            payment.vout(),
            new Money(asset, payment.amount()),
            block,
            Instant.ofEpochMilli(payment.seenAtMillis())),
        block,
        payment.txid());
  }

  private Report replaced(TrackedPayment payment) {
    String by = Objects.requireNonNull(payment.replacedBy());
    return new Report(new ReplacePayment(depositId(payment), by), null, payment.txid());
  }
}

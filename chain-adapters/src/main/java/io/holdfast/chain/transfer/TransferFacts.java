package io.holdfast.chain.transfer;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.port.BlockFacts;
import io.holdfast.chain.port.Confirmations;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the blocks of a chain with accounts mean for us, and how the ledger is told. A payment
 * without a reference that we gave out is reported for a request that nobody made: the ledger keeps
 * it aside.
 *
 * @param <B> the content of a block
 */
public final class TransferFacts<B> implements BlockFacts<B> {
  /** No request has this id: ids of requests are made from who asks and how. */
  private static final String NOBODY = DepositRequestId.PREFIX + "unclaimed";

  private final String rail;
  private final Transfers<B> transfers;
  private final TransferStore store;
  private final Assets assets;
  private final Reporter reporter;

  public TransferFacts(
      String rail, Transfers<B> transfers, TransferStore store, Assets assets, Reporter reporter) {
    this.rail = rail;
    this.transfers = transfers;
    this.store = store;
    this.assets = assets;
    this.reporter = reporter;
  }

  @Override
  public long minedAtMillis(B block) {
    return transfers.minedAtMillis(block);
  }

  @Override
  public void store(Header header, B block) {
    store.store(
        ref(header),
        transfers.minedAtMillis(block),
        transfers.payments(block),
        transfers.sent(block));
    transfers.storeMore(header, block);
  }

  @Override
  public Set<String> stated(Header header) {
    return store.stated(header);
  }

  @Override
  public void tellTaken(Header header) {
    reporter.observe(store.paymentsIn(header).stream().map(this::seen).toList());
    reporter.observe(
        store.payoutsIn(header).stream()
            .filter(payout -> payout.state() == WithdrawalState.SIGNED)
            .map(payout -> sent(payout, ref(header)))
            .toList());
    reporter.observe(
        store.payoutsIn(header).stream()
            .filter(payout -> transfers.feeAsset().filter(payout.asset()::equals).isPresent())
            .map(payout -> charged(payout, ref(header)))
            .toList());
  }

  private Report seen(TrackedPayment payment) {
    String request = Objects.requireNonNullElse(payment.requestId(), NOBODY);
    return new Report(
        new ReportPayment(
            depositId(payment),
            new DepositRequestId(request),
            rail,
            payment.transaction(),
            payment.output(),
            new Money(assets.require(payment.asset()), payment.amount()),
            payment.block(),
            Instant.ofEpochMilli(payment.seenAtMillis())),
        payment.block(),
        payment.transaction());
  }

  /** A payment of ours that is mined was sent, though we may have died before we could say so. */
  private static Report sent(TrackedPayout payout, BlockRef block) {
    return report(payout, new RecordBroadcast(id(payout), payout.transaction()), block);
  }

  private Report charged(TrackedPayout payout, BlockRef block) {
    Money fee = new Money(assets.require(payout.asset()), payout.fee());
    return report(payout, new RecordChainFee(id(payout), payout.transaction(), fee), block);
  }

  @Override
  public void tellConfirmations(Confirmations confirmations) {
    Stream<Report> ofPayments =
        store.confirming(confirmations).stream().map(each -> count(each, confirmations));
    Stream<Report> ofPayouts =
        store.confirmingPayouts(confirmations).stream().map(each -> count(each, confirmations));
    reporter.observe(Stream.concat(ofPayments, ofPayouts).toList());
  }

  private Report count(TrackedPayment payment, Confirmations confirmations) {
    long count = confirmations.of(payment.block().height(), payment.finalityDepth());
    return new Report(
        new CountConfirmations(depositId(payment), payment.block(), count),
        confirmations.tip(),
        payment.transaction());
  }

  private static Report count(TrackedPayout payout, Confirmations confirmations) {
    long count = confirmations.of(payout.block().height(), payout.finalityDepth());
    return report(
        payout,
        new CountWithdrawalConfirmations(id(payout), payout.block(), count),
        confirmations.tip());
  }

  @Override
  public void tellLost(Header header) {
    BlockRef block = ref(header);
    Stream<Report> orphanedPayments =
        store.paymentsIn(header).stream()
            .map(
                payment ->
                    new Report(
                        new OrphanPayment(depositId(payment), block),
                        block,
                        payment.transaction()));
    Stream<Report> orphanedPayouts =
        store.payoutsIn(header).stream()
            .map(payout -> report(payout, new OrphanWithdrawal(id(payout), block), block));
    reporter.observe(Stream.concat(orphanedPayments, orphanedPayouts).toList());
  }

  @Override
  public void undo(Header header) {
    store.undo(header);
    transfers.undoMore(header);
  }

  private DepositId depositId(TrackedPayment payment) {
    return DepositId.of(rail, payment.transaction(), payment.output());
  }

  private static Report report(TrackedPayout payout, Command command, BlockRef block) {
    return new Report(command, block, payout.transaction());
  }

  private static WithdrawalId id(TrackedPayout payout) {
    return new WithdrawalId(payout.withdrawalId());
  }

  private static BlockRef ref(Header block) {
    return new BlockRef(block.height(), block.hash());
  }
}

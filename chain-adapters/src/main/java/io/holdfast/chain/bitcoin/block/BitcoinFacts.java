package io.holdfast.chain.bitcoin.block;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.store.ChainFacts;
import io.holdfast.chain.bitcoin.store.TrackedPayment;
import io.holdfast.chain.bitcoin.store.TrackedPayout;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.port.BlockFacts;
import io.holdfast.chain.port.Confirmations;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What Bitcoin blocks mean for us, and how the ledger is told. */
public final class BitcoinFacts implements BlockFacts<Block> {
  private final ChainFacts facts;
  private final PaymentReports payments;
  private final Reporter reporter;

  public BitcoinFacts(ChainFacts facts, PaymentReports payments, Reporter reporter) {
    this.facts = facts;
    this.payments = payments;
    this.reporter = reporter;
  }

  @Override
  public long minedAtMillis(Block block) {
    return block.header().timeSeconds() * 1000;
  }

  @Override
  public void store(Header header, Block block) {
    facts.store(header, block);
  }

  @Override
  public Set<String> stated(Header header) {
    return facts.stated(header);
  }

  @Override
  public void tellTaken(Header block) {
    payments.mined(block);
    payments.replaced();
    tellSentPayouts(block);
  }

  /** A payment of ours that is mined was sent, though we may have died before we could say so. */
  private void tellSentPayouts(Header block) {
    reporter.observe(
        facts.payoutsIn(block).stream()
            .filter(payout -> payout.state() == WithdrawalState.SIGNED)
            .map(
                payout ->
                    report(payout, new RecordBroadcast(id(payout), payout.txid()), ref(block)))
            .toList());
  }

  @Override
  public void tellConfirmations(Confirmations confirmations) {
    Stream<Report> ofPayments =
        facts.confirmingPayments(confirmations).stream().map(each -> count(each, confirmations));
    Stream<Report> ofPayouts =
        facts.confirmingPayouts(confirmations).stream().map(each -> count(each, confirmations));
    reporter.observe(Stream.concat(ofPayments, ofPayouts).toList());
  }

  private Report count(TrackedPayment payment, Confirmations confirmations) {
    BlockRef held = Objects.requireNonNull(payment.block());
    return new Report(
        new CountConfirmations(
            payments.depositId(payment),
            held,
            confirmations.of(held.height(), payment.finalityDepth())),
        confirmations.tip(),
        payment.txid());
  }

  private static Report count(TrackedPayout payout, Confirmations confirmations) {
    long count = confirmations.of(payout.block().height(), payout.finalityDepth());
    return report(
        payout,
        new CountWithdrawalConfirmations(id(payout), payout.block(), count),
        confirmations.tip());
  }

  @Override
  public void tellLost(Header block) {
    BlockRef place = ref(block);
    Stream<Report> orphanedPayments =
        facts.paymentsIn(block).stream()
            .map(
                payment ->
                    new Report(
                        new OrphanPayment(payments.depositId(payment), place),
                        place,
                        payment.txid()));
    Stream<Report> orphanedPayouts =
        facts.payoutsIn(block).stream()
            .map(payout -> report(payout, new OrphanWithdrawal(id(payout), place), place));
    reporter.observe(Stream.concat(orphanedPayments, orphanedPayouts).toList());
  }

  @Override
  public void undo(Header block) {
    facts.undo(block);
  }

  private static Report report(TrackedPayout payout, Command command, BlockRef block) {
    return new Report(command, block, payout.txid());
  }

  private static WithdrawalId id(TrackedPayout payout) {
    return new WithdrawalId(payout.withdrawalId());
  }

  private static BlockRef ref(Header block) {
    return new BlockRef(block.height(), block.hash());
  }
}

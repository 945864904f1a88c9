package io.holdfast.chain.bitcoin.block;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.WithdrawalId;
import io.holdfast.api.withdrawal.WithdrawalState;
import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.ChainInfo;
import io.holdfast.chain.bitcoin.store.BlockStore;
import io.holdfast.chain.bitcoin.store.ChainFacts;
import io.holdfast.chain.bitcoin.store.TrackedPayout;
import io.holdfast.chain.follow.Follower;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.Step;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes blocks in and back, one at a time. A block's facts are stored first; then the ledger is
 * told all that follows from them; then the ledger's cursor moves, and ours last. Before a block is
 * taken back, that it leaves is stored. Killed between any two of these, the follower tells the
 * same again from what is stored, whatever the node says by then; only then does it look where the
 * chain goes.
 *
 * <p>Used by one thread at a time, and by one process at a time for each rail.
 */
public final class ChainFollower {
  private static final Logger LOG = LoggerFactory.getLogger(ChainFollower.class);

  private final BitcoinRpc node;
  private final BlockStore blocks;
  private final ChainFacts facts;
  private final PaymentReports payments;
  private final Reporter reporter;
  private final String rail;

  public ChainFollower(
      BitcoinRpc node,
      BlockStore blocks,
      ChainFacts facts,
      PaymentReports payments,
      Reporter reporter,
      String rail) {
    this.node = node;
    this.blocks = blocks;
    this.facts = facts;
    this.payments = payments;
    this.reporter = reporter;
    this.rail = rail;
  }

  /** Takes up to so many steps. Answers with the last one: a block taken in or back means more. */
  public Step follow(ChainInfo info, int mostSteps) {
    NodeView view = new NodeView(node, info);
    blocks.pending().ifPresent(block -> tellAndFinish(block, info.headHeight()));
    blocks.leaving().ifPresent(this::takeBack);
    if (blocks.genesis().isEmpty()) {
      blocks.begin(view.genesis());
    }
    Step step = Follower.next(blocks, view);
    for (int taken = 0; taken < mostSteps && take(step, info); taken++) {
      step = Follower.next(blocks, view);
    }
    return step;
  }

  /** Whether the node's chain allows a step, or none is needed. */
  public boolean mayGoOn(ChainInfo info) {
    return !(Follower.next(blocks, new NodeView(node, info)) instanceof Step.Freeze);
  }

  private boolean take(Step step, ChainInfo info) {
    switch (step) {
      case Step.Apply(Header block) -> takeIn(block, info.headHeight());
      case Step.OrphanTip(Header tip) -> takeBack(tip);
      case Step.Wait _, Step.Freeze _ -> {
        return false;
      }
    }
    return true;
  }

  private void takeIn(Header header, long headHeight) {
    Block block =
        node.block(header.hash())
            .filter(read -> NodeView.header(read.header()).equals(header))
            .orElseThrow(() -> new NodeAnsweredRubbish("a block that is not the one asked for"));
    facts.takeIn(header, block);
    tellAndFinish(header, headHeight);
  }

  private void tellAndFinish(Header block, long headHeight) {
    BlockRef place = ref(block);
    payments.mined(block);
    payments.replaced();
    reporter.observe(
        facts.confirmingPayments(block.height()).stream()
            .map(
                payment ->
                    new Report(
                        new CountConfirmations(
                            payments.depositId(payment),
                            Objects.requireNonNull(payment.block()),
                            payment.confirmationsAt(block.height())),
                        place,
                        payment.txid()))
            .toList());
    tellPayouts(block);
    Instant minedAt = Instant.ofEpochMilli(blocks.minedAtMillis(block));
    moveLedgerCursor(new ApplyBlock(rail, place, block.parentHash(), minedAt, headHeight), place);
    facts.finish(block);
    LOG.debug("{}: took in block {} {}", rail, block.height(), block.hash());
  }

  /** A payment of ours that is mined was sent, though we may have died before we could say so. */
  private void tellPayouts(Header block) {
    reporter.observe(
        facts.payoutsIn(block).stream()
            .filter(payout -> payout.state() == WithdrawalState.SIGNED)
            .map(
                payout ->
                    report(payout, new RecordBroadcast(id(payout), payout.txid()), ref(block)))
            .toList());
    reporter.observe(
        facts.confirmingPayouts(block.height()).stream()
            .map(
                payout ->
                    report(
                        payout,
                        new CountWithdrawalConfirmations(
                            id(payout), payout.block(), payout.confirmationsAt(block.height())),
                        ref(block)))
            .toList());
  }

  /**
   * The intent is stored first: once the ledger has heard a part, the block must be taken back to
   * the end, even if the node returns to it meanwhile. Then it is taken in anew.
   */
  private void takeBack(Header tip) {
    blocks.leave(tip);
    BlockRef place = ref(tip);
    LOG.info("{}: block {} {} lost its place", rail, tip.height(), tip.hash());
    Stream<Report> orphanedPayments =
        facts.paymentsIn(tip).stream()
            .map(
                payment ->
                    new Report(
                        new OrphanPayment(payments.depositId(payment), place),
                        place,
                        payment.txid()));
    Stream<Report> orphanedPayouts =
        facts.payoutsIn(tip).stream()
            .map(payout -> report(payout, new OrphanWithdrawal(id(payout), place), place));
    reporter.observe(Stream.concat(orphanedPayments, orphanedPayouts).toList());
    BlockRef parent = new BlockRef(tip.height() - 1, tip.parentHash());
    moveLedgerCursor(new OrphanBlock(rail, place, parent), place);
    facts.takeBack(tip);
  }

  /**
   * The ledger's cursor and ours are one: a refusal here is no observation that could be parked.
   */
  private void moveLedgerCursor(Command command, BlockRef block) {
    reporter
        .tell(new Report(command, block, null))
        .ifPresent(
            refusal -> {
              throw new LedgerFault("the ledger does not move its cursor: " + refusal, refusal);
            });
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

  /** How many blocks lie between the cursor and this head. */
  public long lag(long headHeight) {
    return headHeight - blocks.tip().map(Header::height).orElse(blocks.startHeight() - 1);
  }

  /** When the chain last grew: when the cursor's block was mined, or when we last took a step. */
  public long quietSinceMillis(long lastStepMillis) {
    return Math.max(lastStepMillis, blocks.tip().map(blocks::minedAtMillis).orElse(0L));
  }
}

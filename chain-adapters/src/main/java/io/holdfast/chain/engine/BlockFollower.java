package io.holdfast.chain.engine;

import io.holdfast.api.Command;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.rail.CarryOutDecision;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.chain.follow.Follower;
import io.holdfast.chain.follow.Fork;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.Step;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.ledger.Report;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.port.BlockFacts;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.port.Confirmations;
import io.holdfast.chain.port.Finality;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes blocks in and back, one at a time. A block's facts are stored first; then the ledger is
 * told all that follows from them; then the ledger's cursor moves, and ours last. Before a block is
 * taken back, that it leaves is stored. Killed between any two of these, the follower tells the
 * same again from what is stored, whatever the node says by then; only then does it look where the
 * chain goes.
 *
 * <p>Used by one thread at a time, and by one process at a time for each rail.
 *
 * @param <B> the content of a block
 */
public final class BlockFollower<B> {
  private static final Logger LOG = LoggerFactory.getLogger(BlockFollower.class);

  private final String rail;
  private final BlockStore blocks;
  private final ForkStore forks;
  private final BlockFacts<B> facts;
  private final Finality finality;
  private final Reporter reporter;
  private final TransactionTemplate transaction;
  private final ReadAhead ahead;

  public BlockFollower(
      String rail,
      BlockStore blocks,
      BlockFacts<B> facts,
      Finality finality,
      Reporter reporter,
      PlatformTransactionManager transactions) {
    this(rail, blocks, facts, finality, reporter, transactions, ReadAhead.none());
  }

  public BlockFollower(
      String rail,
      BlockStore blocks,
      BlockFacts<B> facts,
      Finality finality,
      Reporter reporter,
      PlatformTransactionManager transactions,
      ReadAhead ahead) {
    this.rail = rail;
    this.blocks = blocks;
    this.forks = blocks.forks();
    this.facts = facts;
    this.finality = finality;
    this.reporter = reporter;
    this.transaction = new TransactionTemplate(transactions);
    this.ahead = ahead;
  }

  /** Takes up to so many steps. Answers with the last one: a block taken in or back means more. */
  public Step follow(ChainNode<B> chain, int mostSteps) {
    ChainNode<B> node = readAhead(chain, mostSteps);
    BlockAgain.end(blocks, facts);
    blocks.pending().ifPresent(block -> tellAndFinish(block, node.headHeight()));
    blocks.leaving().ifPresent(this::takeBack);
    if (blocks.genesis().isEmpty()) {
      blocks.begin(node.genesis());
    }
    Step step = Follower.next(blocks, node);
    for (int taken = 0; taken < mostSteps && take(step, node); taken++) {
      step = Follower.next(blocks, node);
    }
    if (standsOnTheNodesChain(step)) {
      finalise(node);
    }
    remember(step);
    return step;
  }

  private ChainNode<B> readAhead(ChainNode<B> node, int mostSteps) {
    long height = blocks.tip().map(Header::height).orElse(blocks.startHeight() - 1);
    return ahead.on(node, height, Math.min(node.headHeight(), height + mostSteps));
  }

  /** Remembers where the node stands, whatever becomes of it. */
  public void saw(ChainNode<B> node, long nowMillis) {
    blocks.sawHead(node.headHeight(), nowMillis);
  }

  /**
   * Begins what an administrator decided about a freeze, if anything: our blocks are no longer
   * final down to where both branches meet. The next steps take them back like any others, all of
   * them, even if the node is on another branch by then. Killed before that is stored, it asks
   * again.
   */
  public void thaw(ChainNode<B> node) {
    if (Follower.next(blocks, node) instanceof Step.Freeze(_, Fork fork)
        && fork != null
        && isAccepted(fork)) {
      LOG.warn(
          "{}: an administrator accepts the branch of {}: final is {} only",
          rail,
          fork.theirs().hash(),
          fork.meets().height());
      transaction.executeWithoutResult(_ -> forks.accept(fork));
    }
  }

  /** The ledger holds the decisions; it knows only those about the block on which we stand. */
  private boolean isAccepted(Fork fork) {
    Command question = new CarryOutDecision(rail, fork.theirs().hash());
    return reporter.tell(new Report(question, null, null)).isEmpty();
  }

  /** Whether the node's chain allows a step, or none is needed. */
  public boolean mayGoOn(ChainNode<B> node) {
    return !(Follower.next(blocks, node) instanceof Step.Freeze);
  }

  /** Whoever decides is shown what there is to decide. */
  private void remember(Step step) {
    if (step instanceof Step.Freeze(_, Fork fork) && fork != null) {
      forks.found(fork);
    } else {
      forks.noneToDecide();
    }
  }

  private boolean take(Step step, ChainNode<B> node) {
    switch (step) {
      case Step.Apply(Header block) -> takeIn(block, node);
      case Step.OrphanTip(Header tip) -> takeBack(tip);
      case Step.Wait _, Step.Freeze _ -> {
        return false;
      }
    }
    return true;
  }

  private void takeIn(Header header, ChainNode<B> node) {
    B block = node.block(header);
    transaction.executeWithoutResult(
        _ -> {
          blocks.pend(header, facts.minedAtMillis(block));
          facts.store(header, block);
        });
    tellAndFinish(header, node.headHeight());
  }

  private void tellAndFinish(Header block, long headHeight) {
    BlockRef place = ref(block);
    facts.tellTaken(block);
    facts.tellConfirmations(
        switch (finality) {
          case Finality.ByDepth _ -> new Confirmations.ByDepth(place);
          case Finality.ToldByChain _ -> new Confirmations.NotYetFinal(place, blocks.finalHeight());
        });
    Instant minedAt = Instant.ofEpochMilli(blocks.minedAtMillis(block));
    moveLedgerCursor(new ApplyBlock(rail, place, block.parentHash(), minedAt, headHeight), place);
    transaction.executeWithoutResult(_ -> blocks.apply(block, finality.reachedBy(block.height())));
    LOG.debug("{}: took in block {} {}", rail, block.height(), block.hash());
  }

  /**
   * The intent is stored first: once the ledger has heard a part, the block must be taken back to
   * the end, even if the node returns to it meanwhile. Then it is taken in anew.
   */
  private void takeBack(Header tip) {
    blocks.leave(tip);
    BlockRef place = ref(tip);
    LOG.info("{}: block {} {} lost its place", rail, tip.height(), tip.hash());
    facts.tellLost(tip);
    BlockRef parent = new BlockRef(tip.height() - 1, tip.parentHash());
    moveLedgerCursor(new OrphanBlock(rail, place, parent), place);
    transaction.executeWithoutResult(
        _ -> {
          facts.undo(tip);
          blocks.orphan(tip);
          forks.fellTo(tip.height() - 1);
        });
  }

  /** Only then does what the node says is final speak of our blocks. */
  private static boolean standsOnTheNodesChain(Step step) {
    return switch (step) {
      case Step.Apply _ -> true;
      case Step.Wait(Step.Cause cause, _) -> cause == Step.Cause.AT_HEAD;
      case Step.OrphanTip _, Step.Freeze _ -> false;
    };
  }

  /**
   * What the chain says is final is told, also without a new block, and then stored: killed in
   * between, the same is told again.
   */
  private void finalise(ChainNode<B> node) {
    if (!(finality instanceof Finality.ToldByChain) || blocks.tip().isEmpty()) {
      return;
    }
    Header tip = blocks.tip().get();
    long before = blocks.finalHeight();
    long now = Math.min(node.finalizedHeight().orElse(before), tip.height());
    if (now > before) {
      facts.tellConfirmations(new Confirmations.NowFinal(ref(tip), before, now));
      blocks.finalise(now);
    }
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

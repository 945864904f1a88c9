package io.holdfast.chain.replay;

import io.holdfast.chain.engine.BlockAgain;
import io.holdfast.chain.engine.BlockStore;
import io.holdfast.chain.follow.Follower;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.follow.Step;
import io.holdfast.chain.ledger.Ledger;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.ledger.Reporter;
import io.holdfast.chain.port.BlockFacts;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads blocks of our chain again, one at a time, from the first to the last of an order.
 *
 * <p>The law: a block is only taken in again where the node has the very same one; another one is
 * reported and left to the follower, which knows reorganisations. What is stored stays as it is,
 * and what the ledger knows it hears quietly, so no effect happens twice. Nothing is ever paid.
 *
 * <p>Where something was missing, the replay reads on to where the rail stands by then, whatever
 * was asked for: what was missing may have been spent since.
 *
 * <p>A block's facts and their count are stored together; then the ledger is told; then the order's
 * own cursor moves. Killed in between, the same block is told again. Only what the ledger had not
 * known of that one block counts as known then.
 *
 * <p>Used on the rail's thread, between two blocks.
 *
 * @param <B> the content of a block
 */
public final class ChainReplay<B> {
  private final ChainSource<B> source;
  private final BlockStore blocks;
  private final ReplayStore orders;
  private final ListeningLedger ledger;
  private final BlockFacts<B> facts;
  private final BlockAgain<B> again;
  private final TransactionTemplate transaction;

  /**
   * @param facts the rail's facts, telling this reporter
   */
  public ChainReplay(
      String rail,
      ChainSource<B> source,
      BlockStore blocks,
      ReplayStore orders,
      Function<Reporter, BlockFacts<B>> facts,
      Ledger ledger,
      ParkingLot parkingLot,
      PlatformTransactionManager transactions) {
    this.source = source;
    this.blocks = blocks;
    this.orders = orders;
    this.ledger = new ListeningLedger(ledger);
    this.facts = facts.apply(new Reporter(this.ledger, parkingLot, rail));
    this.again = new BlockAgain<>(source, blocks, this.facts, transactions);
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The node, where it stands on our chain and we on a block that is wholly taken in. */
  Optional<ChainNode<B>> node() {
    if (blocks.pending().isPresent() || blocks.leaving().isPresent()) {
      return Optional.empty();
    }
    ChainNode<B> node = source.look();
    return Optional.of(node).filter(each -> each.refusal().isEmpty() && standsOnOurChain(each));
  }

  private boolean standsOnOurChain(ChainNode<B> node) {
    return switch (Follower.next(blocks, node)) {
      case Step.Apply _ -> true;
      case Step.Wait(Step.Cause cause, _) -> cause == Step.Cause.AT_HEAD;
      case Step.OrphanTip _, Step.Freeze _ -> false;
    };
  }

  /**
   * Takes the next step of an order.
   *
   * @return false where there is none left
   * @throws io.holdfast.chain.rpc.NodeFailure when the node does not have a block that we have
   */
  boolean step(ReplayOrder order, ChainNode<B> node) {
    if (order.nextHeight().isEmpty()) {
      return begin(order);
    }
    long next = order.nextHeight().getAsLong();
    long to = Objects.requireNonNull(order.to());
    if (next > to) {
      return false;
    }
    Optional<Header> block = blocks.firstFrom(next).filter(each -> each.height() <= to);
    long known = block.map(Header::height).orElse(to + 1);
    if (known > next) {
      skip(order, known, "blocks %d to %d are not taken in".formatted(next, known - 1));
    } else {
      block.ifPresent(each -> read(order, each, node));
    }
    return true;
  }

  private boolean begin(ReplayOrder order) {
    ledger.sinceLast();
    Optional<Header> tip = blocks.tip();
    Optional<Header> first = blocks.firstFrom(0);
    if (tip.isEmpty() || first.isEmpty()) {
      return false;
    }
    long from = order.from() == null ? first.get().height() : order.from();
    orders.begin(order, from, order.to() == null ? tip.get().height() : order.to());
    return true;
  }

  private void skip(ReplayOrder order, long next, String why) {
    long blocksSkipped = next - order.nextHeight().orElseThrow();
    orders.goOn(order, next, order.tally().skipped(blocksSkipped, why));
  }

  private void read(ReplayOrder order, Header block, ChainNode<B> node) {
    long height = block.height();
    Header there =
        node.at(height)
            .orElseThrow(() -> new NodeAnsweredRubbish("no block " + height + ", which it had"));
    if (!there.hash().equals(block.hash())) {
      skip(
          order,
          height + 1,
          "block %d is %s here and %s at the node".formatted(height, block.hash(), there.hash()));
      return;
    }
    B content = node.block(there);
    Tally tally = Objects.requireNonNull(transaction.execute(_ -> store(order, block, content)));
    again.tell(block);
    orders.goOn(order, height + 1, tally.heard(ledger.sinceLast()));
  }

  private Tally store(ReplayOrder order, Header block, B content) {
    if (order.hasStored(block.height())) {
      return order.tally();
    }
    Set<String> before = facts.stated(block);
    facts.store(block, content);
    Set<String> after = facts.stated(block);
    Collection<String> added = new TreeSet<>(after);
    added.removeAll(before);
    Tally tally = order.tally().stored(after.size(), added);
    long to = Objects.requireNonNull(order.to());
    orders.stored(order, block.height(), added.isEmpty() ? to : readOnFrom(to), tally);
    return tally;
  }

  private long readOnFrom(long to) {
    return Math.max(to, blocks.tip().map(Header::height).orElse(to));
  }
}

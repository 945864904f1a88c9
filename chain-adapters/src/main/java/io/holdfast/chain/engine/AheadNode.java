package io.holdfast.chain.engine;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeTimedOut;
import io.holdfast.chain.rpc.NodeUnreachable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A chain whose next blocks are read by several virtual threads while earlier ones are taken in. It
 * only answers sooner: who asks decides the order, and checks each parent, as with the node itself.
 * What could not be read ahead is asked for again when its turn comes, and fails then; only a hang
 * is not repeated. Used for one turn, by one thread.
 */
final class AheadNode<B> implements ChainNode<B> {
  private record Read<B>(Header header, B block) {}

  private final ChainNode<B> node;
  private final Semaphore free;
  private final int mostBlocks;
  private final long last;
  private final Map<Long, FutureTask<Optional<Read<B>>>> reads = new HashMap<>();
  private @Nullable String genesis;
  private long next;

  AheadNode(ChainNode<B> node, Semaphore free, int mostBlocks, long first, long last) {
    this.node = node;
    this.free = free;
    this.mostBlocks = mostBlocks;
    this.next = first;
    this.last = last;
  }

  @Override
  public Optional<Header> at(long height) {
    forget(height);
    readFrom(height);
    return read(height).map(Read::header).or(() -> node.at(height));
  }

  @Override
  public B block(Header header) {
    return read(header.height())
        .filter(read -> read.header().equals(header))
        .map(Read::block)
        .orElseGet(() -> node.block(header));
  }

  /** Whoever asks for a height has taken in all that lies deeper than its parent. */
  private void forget(long height) {
    reads.keySet().removeIf(read -> read < height - 1);
  }

  private void readFrom(long height) {
    while (next <= Math.min(last, height + mostBlocks) && free.tryAcquire()) {
      reads.put(next, begin(next));
      next++;
    }
  }

  private FutureTask<Optional<Read<B>>> begin(long height) {
    FutureTask<Optional<Read<B>>> read =
        new FutureTask<>(
            () -> node.at(height).map(header -> new Read<>(header, node.block(header))));
    Thread.ofVirtual()
        .name("read-" + height)
        .start(
            () -> {
              try {
                read.run();
              } finally {
                free.release();
              }
            });
    return read;
  }

  /** A hang has cost its whole time-out already. */
  private static void throwUnlessWorthAsking(long height, @Nullable Throwable failure) {
    switch (failure) {
      case NodeTimedOut hang -> throw hang;
      case NodeFailure _ -> {}
      case null, default ->
          throw new IllegalStateException("reading block " + height + " ahead", failure);
    }
  }

  /** Empty where the node has no such block, or could not be read: then it is asked itself. */
  private Optional<Read<B>> read(long height) {
    FutureTask<Optional<Read<B>>> read = reads.get(height);
    if (read == null) {
      return Optional.empty();
    }
    try {
      return read.get();
    } catch (ExecutionException e) {
      reads.remove(height);
      throwUnlessWorthAsking(height, e.getCause());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeUnreachable("interrupted while a block was read", e);
    }
  }

  @Override
  public String genesis() {
    String known = genesis;
    if (known == null) {
      known = node.genesis();
      genesis = known;
    }
    return known;
  }

  @Override
  public long headHeight() {
    return node.headHeight();
  }

  @Override
  public long keptFrom() {
    return node.keptFrom();
  }

  @Override
  public OptionalLong finalizedHeight() {
    return node.finalizedHeight();
  }

  @Override
  public Optional<String> refusal() {
    return node.refusal();
  }

  @Override
  public boolean isLoading() {
    return node.isLoading();
  }
}

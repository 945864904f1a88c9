package io.holdfast.gateway.stream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stops listening to a client while so many answers wait to be taken. Whoever asks and asks and
 * never reads would fill our memory with answers: RSocket keeps what is to be sent without a bound.
 * All but {@link #waits} is on the connection's own thread.
 */
final class Pace extends ChannelOutboundHandlerAdapter {
  private static final int MOST_WAITING = 64;

  private final Channel channel;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean held;

  Pace(Channel channel) {
    this.channel = channel;
  }

  /** One more is on its way to the network. Thread-safe. */
  void waits() {
    if (waiting.incrementAndGet() >= MOST_WAITING && !held) {
      channel.eventLoop().execute(this::judge);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    context.write(message, promise.unvoid()).addListener(_ -> left());
  }

  private void left() {
    waiting.decrementAndGet();
    judge();
  }

  private void judge() {
    boolean hold = waiting.get() >= MOST_WAITING;
    if (hold != held) {
      held = hold;
      channel.config().setAutoRead(!hold);
    }
  }
}

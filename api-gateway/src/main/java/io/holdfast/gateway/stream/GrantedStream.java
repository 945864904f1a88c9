package io.holdfast.gateway.stream;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/**
 * One stream of a JSON WebSocket. The source is asked only for what the client has asked for, and
 * only when what it gave before has left for the network: so it conflates while the client is slow,
 * and nothing piles up here.
 */
final class GrantedStream extends BaseSubscriber<StreamItem> {
  static final int MAX_GRANT = 1_024;

  private static final int BATCH = 32;

  private final BiConsumer<StreamItem, Runnable> sender;
  private final Consumer<Throwable> onError;
  private final Runnable onEnd;
  private long granted;
  private int underway;

  /**
   * @param sender gets each step, and what to run when it has left
   * @param onError hears why the stream broke
   * @param onEnd runs at the end, whatever it was
   */
  GrantedStream(
      int granted,
      BiConsumer<StreamItem, Runnable> sender,
      Consumer<Throwable> onError,
      Runnable onEnd) {
    this.granted = granted;
    this.sender = sender;
    this.onError = onError;
    this.onEnd = onEnd;
  }

  /** The client asks for more. */
  void grant(int more) {
    pull(Math.max(0, more), 0);
  }

  @Override
  protected void hookOnSubscribe(Subscription subscription) {
    pull(0, 0);
  }

  @Override
  protected void hookOnNext(StreamItem item) {
    sender.accept(item, () -> pull(0, 1));
  }

  @Override
  protected void hookOnError(Throwable failure) {
    onError.accept(failure);
  }

  @Override
  protected void hookFinally(SignalType type) {
    onEnd.run();
  }

  private void pull(int more, int sent) {
    int batch;
    synchronized (this) {
      granted = Math.min(granted + more, MAX_GRANT);
      underway -= sent;
      if (underway > 0 || granted == 0 || upstream() == null) {
        return;
      }
      batch = (int) Math.min(granted, BATCH);
      granted -= batch;
      underway = batch;
    }
    request(batch);
  }
}

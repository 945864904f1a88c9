package io.holdfast.gateway.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rsocket.DuplexConnection;
import io.rsocket.RSocketErrorException;
import io.rsocket.exceptions.ConnectionErrorException;
import io.rsocket.frame.FrameHeaderCodec;
import java.net.SocketAddress;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.netty.Connection;

/**
 * A connection that stays well whatever a stranger sends. It closes when what it receives can no
 * longer be told apart into frames: RSocket alone would stop listening and leave the client
 * waiting. It closes at a fragment: a message is as large as a frame may be, so nobody needs any,
 * and the beginnings of messages that never end would be kept without a bound. And it does not
 * listen to who does not read ({@link Pace}).
 */
final class GuardedConnection implements DuplexConnection {
  private final DuplexConnection source;
  private final Pace pace;

  private GuardedConnection(DuplexConnection source, Pace pace) {
    this.source = source;
    this.pace = pace;
  }

  /**
   * @param source sends each frame as one message on the network's connection
   */
  static DuplexConnection over(Connection network, DuplexConnection source) {
    Pace pace = new Pace(network.channel());
    network.addHandlerLast(pace);
    return new GuardedConnection(source, pace);
  }

  @Override
  public Flux<ByteBuf> receive() {
    return source.receive().handle(GuardedConnection::requireWhole).doOnError(this::end);
  }

  private void end(Throwable failure) {
    if (failure instanceof RSocketErrorException told) {
      source.sendErrorAndClose(told);
    } else {
      source.dispose();
    }
  }

  private static void requireWhole(ByteBuf frame, SynchronousSink<ByteBuf> whole) {
    if (isFragment(frame)) {
      whole.error(
          new ConnectionErrorException("MALFORMED_REQUEST: a message is sent in one frame"));
    } else {
      whole.next(frame);
    }
  }

  private static boolean isFragment(ByteBuf frame) {
    return switch (FrameHeaderCodec.nativeFrameType(frame)) {
      case REQUEST_FNF, REQUEST_RESPONSE, REQUEST_STREAM, REQUEST_CHANNEL, PAYLOAD ->
          FrameHeaderCodec.hasFollows(frame);
      case null, default -> false;
    };
  }

  @Override
  public void sendFrame(int streamId, ByteBuf frame) {
    pace.waits();
    source.sendFrame(streamId, frame);
  }

  @Override
  public void sendErrorAndClose(RSocketErrorException failure) {
    source.sendErrorAndClose(failure);
  }

  @Override
  public ByteBufAllocator alloc() {
    return source.alloc();
  }

  @Override
  public SocketAddress remoteAddress() {
    return source.remoteAddress();
  }

  @Override
  public double availability() {
    return source.availability();
  }

  @Override
  public Mono<Void> onClose() {
    return source.onClose();
  }

  @Override
  public void dispose() {
    source.dispose();
  }

  @Override
  public boolean isDisposed() {
    return source.isDisposed();
  }
}

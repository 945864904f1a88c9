package io.holdfast.gateway.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.rsocket.DuplexConnection;
import io.rsocket.RSocketErrorException;
import io.rsocket.plugins.DuplexConnectionInterceptor;
import java.net.SocketAddress;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection that closes when what it receives can no longer be told apart into frames. RSocket
 * alone would stop listening and leave the client waiting.
 */
final class BrokenConnection implements DuplexConnection {
  private final DuplexConnection source;

  private BrokenConnection(DuplexConnection source) {
    this.source = source;
  }

  static DuplexConnection closing(
      DuplexConnectionInterceptor.Type type, DuplexConnection connection) {
    return type == DuplexConnectionInterceptor.Type.SOURCE
        ? new BrokenConnection(connection)
        : connection;
  }

  @Override
  public Flux<ByteBuf> receive() {
    return source.receive().doOnError(_ -> source.dispose());
  }

  @Override
  public void sendFrame(int streamId, ByteBuf frame) {
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

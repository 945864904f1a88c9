package io.holdfast.gateway.stream;

import io.rsocket.core.RSocketServer;
import io.rsocket.transport.ServerTransport.ConnectionAcceptor;
import io.rsocket.transport.netty.RSocketLengthCodec;
import io.rsocket.transport.netty.TcpDuplexConnection;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;

/** RSocket over TCP on a port of its own, for clients that are no browsers. */
public final class RSocketTcpDoor implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RSocketTcpDoor.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RSocketServer server;
  private final StreamSettings settings;
  private final Connections connections;
  private volatile @Nullable DisposableServer listening;

  RSocketTcpDoor(RSocketServer server, StreamSettings settings, Connections connections) {
    this.server = server;
    this.settings = settings;
    this.connections = connections;
  }

  @Override
  public void start() {
    ConnectionAcceptor acceptor = server.asConnectionAcceptor(StreamSettings.MAX_MESSAGE_BYTES);
    listening =
        TcpServer.create()
            .host(settings.address())
            .port(settings.port())
            .doOnConnection(network -> accept(network, acceptor))
            .bindNow(PATIENCE);
    LOG.info("RSocket over TCP listens on {}:{}", settings.address(), port());
  }

  /** As RSocket's own transport does, and guarded. */
  private void accept(Connection network, ConnectionAcceptor acceptor) {
    connections.count(network.channel());
    network.addHandlerLast(new RSocketLengthCodec(StreamSettings.MAX_MESSAGE_BYTES));
    acceptor
        .apply(GuardedConnection.over(network, new TcpDuplexConnection("server", network)))
        .then(Mono.<Void>never())
        .subscribe(network.disposeSubscriber());
  }

  @Override
  public void stop() {
    DisposableServer open = listening;
    if (open != null) {
      open.disposeNow(PATIENCE);
      listening = null;
    }
  }

  @Override
  public boolean isRunning() {
    return listening != null;
  }

  /** The port on which it listens, once it runs. */
  public int port() {
    return Objects.requireNonNull(listening, "RSocket over TCP is not running").port();
  }
}

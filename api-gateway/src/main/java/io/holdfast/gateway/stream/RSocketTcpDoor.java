package io.holdfast.gateway.stream;

import io.rsocket.core.RSocketServer;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.netty.tcp.TcpServer;

/** RSocket over TCP on a port of its own, for clients that are no browsers. */
public final class RSocketTcpDoor implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RSocketTcpDoor.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RSocketServer server;
  private final StreamSettings settings;
  private volatile @Nullable CloseableChannel channel;

  RSocketTcpDoor(RSocketServer server, StreamSettings settings) {
    this.server = server;
    this.settings = settings;
  }

  @Override
  public void start() {
    TcpServer tcp = TcpServer.create().host(settings.address()).port(settings.port());
    channel =
        server
            .bind(TcpServerTransport.create(tcp, StreamSettings.MAX_MESSAGE_BYTES))
            .block(PATIENCE);
    LOG.info("RSocket over TCP listens on {}:{}", settings.address(), port());
  }

  @Override
  public void stop() {
    CloseableChannel open = channel;
    if (open != null) {
      open.dispose();
      channel = null;
    }
  }

  @Override
  public boolean isRunning() {
    return channel != null;
  }

  /** The port on which it listens, once it runs. */
  public int port() {
    return Objects.requireNonNull(channel, "RSocket over TCP is not running").address().getPort();
  }
}

package io.holdfast.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a node on this machine that is as long as one to another city: what is said to the node
 * arrives so much later. Answers come at once, so that each question takes the delay once.
 */
final class LongLine implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final URI node;
  private final Duration delay;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  LongLine(URI node, Duration delay) throws IOException {
    this.node = node;
    this.delay = delay;
    this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI url() {
    return URI.create(node.getScheme() + "://127.0.0.1:" + door.getLocalPort() + "/");
  }

  private void accept() {
    try {
      while (true) {
        Socket here = door.accept();
        Socket there = new Socket(node.getHost(), node.getPort());
        here.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        open.add(here);
        open.add(there);
        Thread.ofVirtual().start(() -> carry(here, there, delay));
        Thread.ofVirtual().start(() -> carry(there, here, Duration.ZERO));
      }
    } catch (IOException e) {
      closeAll(); // the door was closed, or the node is gone
    }
  }

  /** Until one side hangs up; then the other is hung up on. */
  private static void carry(Socket from, Socket to, Duration delay) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
        Thread.sleep(delay);
        out.write(chunk, 0, length);
      }
    } catch (IOException e) {
      return; // it hung up in the middle
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeAll() {
    open.forEach(LongLine::close);
  }

  @Override
  public void close() {
    close(door);
    closeAll();
  }

  private static void close(Closeable line) {
    try {
      line.close();
    } catch (IOException e) {
      throw new IllegalStateException("a line cannot be closed", e);
    }
  }
}

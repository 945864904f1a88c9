package io.holdfast.chain.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A line to a node that can be broken. Bytes go through as they are, so it carries HTTP and
 * WebSockets alike.
 */
public final class FaultyLine implements AutoCloseable {
  /** What is wrong with it. */
  public enum Fault {
    /** Whoever calls is hung up on. */
    DEAD,
    /** It takes questions and answers none. */
    HANGS,
    /** HTTP 429. */
    BUSY,
    /** HTTP 500. */
    FAILS,
    /** JSON that ends in the middle. */
    TRUNCATES
  }

  private static final int BUFFER_BYTES = 64 * 1024;

  private final URI node;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean faulty;
  private volatile Fault fault = Fault.DEAD;

  public FaultyLine(URI node) {
    this.node = node;
    try {
      this.server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public URI url() {
    return URI.create(
        node.getScheme() + "://127.0.0.1:" + server.getLocalPort() + node.getRawPath());
  }

  /** From now on. Who is on the line is hung up on. */
  public void is(Fault other) {
    fault = other;
    faulty = true;
    hangUp();
  }

  private void hangUp() {
    open.forEach(FaultyLine::close);
    open.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = server.accept();
        open.add(caller);
        Thread.ofVirtual().start(() -> serve(caller));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private void serve(Socket caller) {
    try {
      if (!faulty) {
        connect(caller);
        return;
      }
      switch (fault) {
        case DEAD -> close(caller);
        case HANGS -> drain(caller);
        case BUSY -> answer(caller, "429 Too Many Requests", "slow down");
        case FAILS -> answer(caller, "500 Internal Server Error", "oops");
        case TRUNCATES -> answer(caller, "200 OK", "{\"jsonrpc\":\"2.0\",\"id\":0,\"resu");
      }
    } catch (IOException e) {
      close(caller);
    }
  }

  private void connect(Socket caller) throws IOException {
    Socket called = new Socket(node.getHost(), node.getPort());
    open.add(called);
    Thread.ofVirtual().start(() -> carry(called, caller));
    carry(caller, called);
  }

  private static void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one of them hung up: then the other is
    }
  }

  /** The caller may still be speaking: who does not listen to the end is not heard either. */
  private static void answer(Socket caller, String status, String body) throws IOException {
    InputStream in = caller.getInputStream();
    if (in.read(new byte[BUFFER_BYTES]) < 0) {
      close(caller);
      return;
    }
    OutputStream out = caller.getOutputStream();
    out.write(
        ("HTTP/1.1 "
                + status
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body)
            .getBytes(UTF_8));
    out.flush();
    caller.shutdownOutput();
    drain(caller);
  }

  private static void drain(Socket caller) throws IOException {
    caller.getInputStream().transferTo(OutputStream.nullOutputStream());
    caller.close();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hangUp();
  }
}

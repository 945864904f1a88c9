package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** Speaks clamd's INSTREAM and finds what is told to be bad: EICAR, by its first letters. */
final class FakeClamd implements AutoCloseable {
  private static final String COMMAND = "zINSTREAM\0";

  private final ServerSocket server;
  private volatile String otherwise = "";

  FakeClamd() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** From now on it says this, whatever it is shown. */
  void say(String answer) {
    otherwise = answer;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (SocketException e) {
        return; // closed
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    String command = new String(in.readNBytes(COMMAND.length()), US_ASCII);
    StringBuilder content = new StringBuilder();
    for (int length = in.readInt(); length > 0; length = in.readInt()) {
      content.append(new String(in.readNBytes(length), US_ASCII));
    }
    String verdict = content.indexOf("EICAR") >= 0 ? "stream: Eicar-Signature FOUND" : "stream: OK";
    String answer = otherwise.isEmpty() ? verdict : otherwise;
    if (command.equals(COMMAND)) {
      socket.getOutputStream().write((answer + "\0").getBytes(US_ASCII));
    }
  }
}

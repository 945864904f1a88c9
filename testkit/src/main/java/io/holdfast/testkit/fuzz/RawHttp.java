package io.holdfast.testkit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** HTTP/1.1 as anybody may write it on a connection: bytes there, bytes back, to the end. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private RawHttp() {}

  /**
   * What came back.
   *
   * @param status 0 where the connection ended without an answer
   */
  record Answer(int status, String head, String body) {
    static final Answer NONE = new Answer(0, "", "");

    private static Answer of(String text) {
      int end = text.indexOf("\r\n\r\n");
      if (end < 0 || text.length() < 12 || !text.startsWith("HTTP/1.")) {
        return NONE;
      }
      return new Answer(
          Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }
  }

  /**
   * On a connection of its own.
   *
   * @param thenHangUp whether nothing more will come: a server that still waits for something then
   *     gives up at once, and one that is about to answer may, too
   * @throws AssertionError where neither an answer nor an end comes
   */
  static Answer ask(int port, byte[] request, boolean thenHangUp) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(request);
        if (thenHangUp) {
          socket.shutdownOutput();
        }
      } catch (SocketException e) {
        // The answer came before the request was at its end; it is read below.
      }
      return Answer.of(everything(socket));
    } catch (SocketTimeoutException e) {
      throw new AssertionError("neither an answer nor an end came", e);
    }
  }

  private static String everything(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] part = new byte[8_192];
    try {
      for (int n = socket.getInputStream().read(part);
          n >= 0 && all.size() < MOST_BYTES;
          n = socket.getInputStream().read(part)) {
        all.write(part, 0, n);
      }
    } catch (SocketException e) {
      // Reset: the server let go of it. What came before counts.
    }
    return all.toString(ISO_8859_1);
  }
}

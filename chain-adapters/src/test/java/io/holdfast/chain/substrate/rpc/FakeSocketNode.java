package io.holdfast.chain.substrate.rpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Speaks as much of RFC 6455 as a node that misbehaves needs: takes text messages and answers each
 * with the messages that the test says, or ends the connection.
 */
final class FakeSocketNode implements AutoCloseable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int FINAL_TEXT = 0x81;
  private static final int FIRST_TEXT = 0x01;
  private static final int FINAL_CONTINUATION = 0x80;
  private static final int TEXT = 1;

  /** Instead of a length: two bytes follow that tell it. */
  private static final int TWO_LENGTH_BYTES = 126;

  final AtomicInteger connections = new AtomicInteger();
  private final ServerSocket server;
  private final Function<String, List<String>> answers;
  private final boolean inTwoParts;

  /**
   * @param answers to each message; null ends the connection
   */
  FakeSocketNode(boolean inTwoParts, Function<String, List<String>> answers) throws IOException {
    this.server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    this.answers = answers;
    this.inTwoParts = inTwoParts;
    Thread.ofVirtual().start(this::accept);
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      shakeHands(in, out);
      List<String> answered = answers.apply(message(in));
      while (answered != null) {
        for (String each : answered) {
          send(out, each);
        }
        answered = answers.apply(message(in));
      }
    } catch (IOException | NoSuchAlgorithmException e) {
      // the client went away, or is cut off
    }
  }

  private static void shakeHands(DataInputStream in, OutputStream out)
      throws IOException, NoSuchAlgorithmException {
    String key = "";
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
        key = line.substring(18).strip();
      }
    }
    byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
    String accepted = Base64.getEncoder().encodeToString(hash);
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accepted
                + "\r\n\r\n")
            .getBytes(US_ASCII));
    out.flush();
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /** The next text message; the client's are short, masked, and in one part. */
  private static String message(DataInputStream in) throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte() & 0x7f;
      byte[] mask = new byte[4];
      int bytes = length == TWO_LENGTH_BYTES ? in.readUnsignedShort() : length;
      in.readFully(mask);
      byte[] payload = new byte[bytes];
      in.readFully(payload);
      for (int i = 0; i < bytes; i++) {
        payload[i] ^= mask[i % 4];
      }
      if (opcode == TEXT) {
        return new String(payload, UTF_8);
      }
    }
  }

  private void send(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    if (inTwoParts) {
      int half = bytes.length / 2;
      frame(out, FIRST_TEXT, bytes, 0, half);
      frame(out, FINAL_CONTINUATION, bytes, half, bytes.length - half);
    } else {
      frame(out, FINAL_TEXT, bytes, 0, bytes.length);
    }
    out.flush();
  }

  private static void frame(OutputStream out, int head, byte[] bytes, int from, int count)
      throws IOException {
    out.write(head);
    if (count < TWO_LENGTH_BYTES) {
      out.write(count);
    } else {
      out.write(TWO_LENGTH_BYTES);
      out.write(count >> 8);
      out.write(count);
    }
    out.write(bytes, from, count);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

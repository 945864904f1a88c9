package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ClamAV's daemon, asked by its command {@code INSTREAM}: parts, each after its length in four
 * bytes, and an empty one at the end; the answer is a line that ends in {@code OK}, {@code FOUND}
 * or {@code ERROR}. Whatever is not a clear OK keeps nothing. Its {@code StreamMaxLength} has to
 * admit the largest upload.
 *
 * @see <a href="https://linux.die.net/man/8/clamd">clamd(8)</a>
 */
final class ClamdScan implements ContentScan {
  private static final Logger LOG = LoggerFactory.getLogger(ClamdScan.class);
  private static final byte[] COMMAND = "zINSTREAM\0".getBytes(US_ASCII);
  private static final int PART_BYTES = 64 * 1024;
  private static final int MOST_ANSWERED = 1024;

  private final InetSocketAddress clamd;
  private final int timeoutMillis;

  ClamdScan(InetSocketAddress clamd, Duration timeout) {
    this.clamd = clamd;
    this.timeoutMillis = Math.toIntExact(timeout.toMillis());
  }

  @Override
  public void require(Path file) {
    String answer = answer(file);
    if (answer.endsWith(" FOUND")) {
      LOG.warn("A scan refused an upload: {}", answer);
      throw new Rejection(ErrorCode.CONTENT_REFUSED, "The scanner found something in it.");
    }
    if (!answer.endsWith(" OK")) {
      LOG.error("The scanner cannot tell: {}", answer);
      throw unavailable();
    }
  }

  private String answer(Path file) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(clamd.getHostString(), clamd.getPort()), timeoutMillis);
      socket.setSoTimeout(timeoutMillis);
      send(file, socket);
      byte[] answer = socket.getInputStream().readNBytes(MOST_ANSWERED);
      return new String(answer, UTF_8).replaceAll("[^\\x20-\\x7e]", "").strip();
    } catch (IOException e) {
      LOG.error("The scanner does not answer", e);
      throw unavailable();
    }
  }

  private static void send(Path file, Socket socket) throws IOException {
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), PART_BYTES));
    out.write(COMMAND);
    byte[] part = new byte[PART_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        out.writeInt(read);
        out.write(part, 0, read);
      }
    }
    out.writeInt(0);
    out.flush();
  }

  private static Rejection unavailable() {
    return new Rejection(
        ErrorCode.CONTENT_UNAVAILABLE, "What scans uploads does not answer. Try again.");
  }
}

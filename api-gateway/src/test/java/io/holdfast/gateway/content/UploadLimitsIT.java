package io.holdfast.gateway.content;

import static io.holdfast.gateway.content.ContentClient.assertRefused;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.MovableClock;
import io.holdfast.gateway.content.unixfs.Chunking;
import io.holdfast.gateway.content.unixfs.CidOfBytes;
import io.holdfast.testkit.TestUnixFs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an upload may not do to us: fill the disk, stay for ever, hide what it is. */
class UploadLimitsIT {
  private static final int MIB = 1024 * 1024;
  private static final int MOST = 2 * MIB;
  private static final long FIVE_GB = 5L * 1024 * MIB;
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private static Path folder;

  private static FakeClamd clamd;
  private static GatewayHarness gateway;
  private static ContentClient client;

  @BeforeAll
  static void open() {
    clamd = new FakeClamd();
    gateway =
        GatewayHarness.start(
            "holdfast.content.folder=" + folder,
            "holdfast.content.max-bytes=2MB",
            "holdfast.content.max-bytes-per-day=5MB",
            "holdfast.content.chunking=MIB_1",
            "holdfast.content.scan.clamd=" + clamd.address(),
            "logging.level.io.holdfast.gateway.content=off");
    client = new ContentClient(gateway);
  }

  @AfterAll
  static void close() throws IOException {
    gateway.close();
    clamd.close();
  }

  @Test
  void asMuchAsIsAllowedIsTakenAndOneByteMoreIsNot() {
    byte[] most = TestUnixFs.bytes(MOST);

    assertThat(client.uploaded("bob", most, ""))
        .isEqualTo(CidOfBytes.of(Chunking.MIB_1, most).value());
    assertRefused(client.upload("bob", TestUnixFs.bytes(MOST + 1), ""), 413, "BODY_TOO_LARGE");
    assertNothingIsLeft();
  }

  @Test
  void whatIsAnnouncedTooLargeIsRefusedBeforeItComes() throws IOException {
    try (Socket socket = begun("olivia", "Content-Length: " + FIVE_GB)) {
      assertThat(answer(socket)).startsWith("HTTP/1.1 413 ").contains("BODY_TOO_LARGE");
    }
    assertNothingIsLeft();
  }

  @Test
  void fiveGigabytesThatNobodyAnnouncedStopAtTheLimit() throws IOException {
    long sent = 0;
    try (Socket socket = begun("olivia", "Transfer-Encoding: chunked")) {
      OutputStream out = socket.getOutputStream();
      byte[] part = new byte[MIB];
      while (sent < FIVE_GB) {
        out.write("100000\r\n".getBytes(US_ASCII));
        out.write(part);
        out.write("\r\n".getBytes(US_ASCII));
        sent += part.length;
      }
    } catch (IOException ended) {
      assertThat(ended).hasMessageMatching("(?i).*(broken pipe|reset|abort).*");
    }
    assertThat(sent).isLessThan(100L * MIB); // what lies in buffers between us
    assertNothingIsLeft();
  }

  @Test
  void anUploadThatIsCutOffLeavesNothing() throws IOException {
    byte[] whole = TestUnixFs.bytes(MIB + 5);
    try (Socket socket = begun("olivia", "Content-Length: " + whole.length)) {
      socket.getOutputStream().write(whole, 0, MIB);
      socket.getOutputStream().flush();
      await().atMost(LONG).untilAsserted(() -> assertThat(folder).isNotEmptyDirectory());
    }

    assertNothingIsLeft();
    String cid = CidOfBytes.of(Chunking.MIB_1, whole).value();
    assertRefused(client.get("olivia", "/api/ipfs/" + cid), 404, "NOT_FOUND");
    assertThat(kept(cid)).isZero();
    assertThat(client.uploaded("olivia", whole, "")).isEqualTo(cid);
  }

  @Test
  void whatTheScannerFindsIsNotKept() {
    byte[] bad = "EICAR and so on".getBytes(UTF_8);

    assertRefused(client.upload("alice", bad, "text/plain"), 422, "CONTENT_REFUSED");
    assertThat(kept(CidOfBytes.of(Chunking.MIB_1, bad).value())).isZero();
    assertNothingIsLeft();
  }

  @Test
  void whereTheScannerCannotTellNothingIsKept() {
    byte[] bytes = "not to be told".getBytes(UTF_8);
    for (String answer : new String[] {"INSTREAM size limit exceeded. ERROR", "stream: ", "?"}) {
      clamd.say(answer);
      assertRefused(client.upload("alice", bytes, "text/plain"), 503, "CONTENT_UNAVAILABLE");
    }
    clamd.say("");
    assertThat(kept(CidOfBytes.of(Chunking.MIB_1, bytes).value())).isZero();
    client.uploaded("alice", bytes, "text/plain");
  }

  @Test
  void whoBroughtEnoughForTodayComesAgainTomorrow() {
    gateway.bean(MovableClock.class).setAheadBy(Duration.ZERO);
    client.uploaded("adam", filled(MOST, 'a'), "");
    client.uploaded("adam", filled(MOST, 'b'), "");

    assertRefused(client.upload("adam", filled(MOST, 'c'), ""), 422, "LIMIT_PER_DAY_EXCEEDED");
    client.uploaded("adam", filled(MIB, 'd'), "");
    assertRefused(client.upload("adam", filled(1, 'e'), ""), 422, "LIMIT_PER_DAY_EXCEEDED");

    gateway.bean(MovableClock.class).setAheadBy(Duration.ofHours(25));
    gateway.forget("adam");
    client.uploaded("adam", filled(MOST, 'c'), "");
    gateway.bean(MovableClock.class).setAheadBy(Duration.ZERO);
    gateway.forget("adam");
  }

  private static byte[] filled(int size, char with) {
    byte[] bytes = new byte[size];
    java.util.Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  private static Socket begun(String person, String length) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout((int) LONG.toMillis());
    String head =
        "POST /api/ipfs/upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
            .formatted(gateway.token(person), length);
    socket.getOutputStream().write(head.getBytes(US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  private static void assertNothingIsLeft() {
    await().atMost(LONG).untilAsserted(() -> assertThat(folder).isEmptyDirectory());
  }

  private static long kept(String cid) {
    return JdbcClient.create(gateway.bean(DataSource.class))
        .sql("SELECT count(*) FROM door.content WHERE cid = :cid")
        .param("cid", cid)
        .query(Long.class)
        .single();
  }
}

package io.holdfast.gateway.content;

import static io.holdfast.gateway.content.ContentClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.content.Cid;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.MovableClock;
import io.holdfast.gateway.content.unixfs.Chunking;
import io.holdfast.gateway.content.unixfs.CidOfBytes;
import io.holdfast.testkit.TestUnixFs;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class KuboStoreIT {
  private static final int SIZE = 600_000;

  private static FakeKubo kubo;
  private static GatewayHarness gateway;
  private static ContentClient client;

  @BeforeAll
  static void open() {
    kubo = new FakeKubo();
    gateway =
        GatewayHarness.start(
            "holdfast.content.kubo.url=" + kubo.url(),
            "holdfast.content.kubo.authorization=Bearer of Kubo",
            "logging.level.io.holdfast.gateway=off");
    client = new ContentClient(gateway);
  }

  @AfterAll
  static void close() {
    gateway.close();
    kubo.close();
  }

  @Test
  void contentIsKeptOnTheNodeAndReadFromThere() {
    byte[] bytes = TestUnixFs.bytes(SIZE);

    String cid = client.uploaded("alice", bytes, "");

    assertThat(kubo.pinned()).containsKey(cid);
    assertThat(pieces(cid)).isZero();
    assertThat(client.get("alice", "/api/ipfs/" + cid).body()).isEqualTo(bytes);
    HttpResponse<byte[]> part =
        client.get("alice", "/api/ipfs/" + cid, "Range", "bytes=262140-262150");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 262_140, 262_151));
  }

  @Test
  void whatTheNodeNamesOtherwiseIsNotKept() {
    byte[] bytes = TestUnixFs.bytes(SIZE + 1);
    kubo.cutLike(Chunking.MIB_1);

    assertRefused(client.upload("alice", bytes, ""), 503, "CONTENT_UNAVAILABLE");

    kubo.cutLike(Chunking.KIB_256);
    Cid cid = CidOfBytes.of(Chunking.KIB_256, bytes);
    assertThat(gateway.bean(Contents.class).find(cid)).isEmpty();
    assertThat(kubo.pinned()).doesNotContainKey(CidOfBytes.of(Chunking.MIB_1, bytes).value());
    assertRefused(client.get("alice", "/api/ipfs/" + cid), 404, "NOT_FOUND");
  }

  @Test
  void aNodeThatRefusesKeepsNothingAndTheSameUploadMayComeAgain() {
    byte[] bytes = TestUnixFs.bytes(SIZE + 2);
    kubo.setBroken(true);

    assertRefused(client.upload("alice", bytes, ""), 503, "CONTENT_UNAVAILABLE");

    kubo.setBroken(false);
    String cid = client.uploaded("alice", bytes, "");
    kubo.setBroken(true);
    assertRefused(client.get("alice", "/api/ipfs/" + cid), 503, "CONTENT_UNAVAILABLE");
    kubo.setBroken(false);
    assertThat(client.get("alice", "/api/ipfs/" + cid).body()).isEqualTo(bytes);
  }

  @Test
  void whatNobodyNamesAnyMoreIsUnpinned() {
    String cid = client.uploaded("alice", TestUnixFs.bytes(SIZE + 3), "");
    JdbcClient.create(gateway.bean(DataSource.class))
        .sql("DELETE FROM door.upload WHERE cid = :cid")
        .param("cid", cid)
        .update();

    gateway.bean(Cleaner.class).clean();
    assertThat(kubo.pinned()).as("it may be on its way").containsKey(cid);
    gateway.bean(MovableClock.class).setAheadBy(Duration.ofHours(2));
    gateway.bean(Cleaner.class).clean();
    gateway.bean(MovableClock.class).setAheadBy(Duration.ZERO);

    assertThat(kubo.pinned()).doesNotContainKey(cid);
    assertThat(gateway.bean(Contents.class).find(new Cid(cid))).isEmpty();
  }

  private static long pieces(String cid) {
    return JdbcClient.create(gateway.bean(DataSource.class))
        .sql("SELECT count(*) FROM door.content_piece WHERE cid = :cid")
        .param("cid", cid)
        .query(Long.class)
        .single();
  }
}

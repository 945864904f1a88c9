package io.holdfast.gateway.content;

import static io.holdfast.gateway.content.ContentClient.PNG;
import static io.holdfast.gateway.content.ContentClient.assertRefused;
import static io.holdfast.gateway.content.ContentClient.json;
import static io.holdfast.gateway.content.ContentClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.identity.Role;
import io.holdfast.api.query.OrderView;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.MovableClock;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.content.unixfs.Chunking;
import io.holdfast.gateway.content.unixfs.CidOfBytes;
import io.holdfast.gateway.identity.Caller;
import io.holdfast.gateway.personal.PersonalData;
import io.holdfast.testkit.TestUnixFs;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ContentIT {
  private static final int SIZE = 700_001;
  private static final byte[] BYTES = TestUnixFs.bytes(SIZE);

  private static GatewayHarness gateway;
  private static ContentClient client;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    client = new ContentClient(gateway);
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void whatWasBroughtIsNamedByItsBytesAndHadAgain() {
    HttpResponse<byte[]> answer =
        client.upload(
            "olivia", BYTES, "application/octet-stream", "X-File-Name", "photo%20%C3%A9.bin");

    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    JsonNode told = json(answer);
    String cid = told.path("cid").asString();
    assertThat(cid).isEqualTo(CidOfBytes.of(Chunking.KIB_256, BYTES).value());
    assertThat(told.path("size").asInt()).isEqualTo(SIZE);
    assertThat(told.path("fileName").asString()).isEqualTo("photo é.bin");
    assertThat(told.path("uploadedBy").asString()).isEqualTo("user:olivia");

    HttpResponse<byte[]> got = client.get("olivia", "/api/ipfs/" + cid);
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEqualTo(BYTES);
    assertThat(got.headers().map())
        .containsEntry("etag", List.of('"' + cid + '"'))
        .containsEntry("x-content-type-options", List.of("nosniff"));
    assertThat(got.headers().firstValue("content-disposition").orElseThrow())
        .startsWith("attachment;")
        .contains("filename*=UTF-8''photo%20%C3%A9.bin");
    assertThat(got.headers().firstValue("cache-control").orElseThrow())
        .contains("private", "no-cache");
    assertThat(got.headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "sandbox");
    assertThat(json(client.get("olivia", "/api/ipfs/" + cid + "/about")).path("items"))
        .contains(told);
  }

  @Test
  void nothingIsContentToo() {
    String cid = client.uploaded("alice", new byte[0], "");

    HttpResponse<byte[]> got = client.get("alice", "/api/ipfs/" + cid);
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).isEmpty();
    assertThat(client.get("alice", "/api/ipfs/" + cid, "Range", "bytes=0-0").statusCode())
        .isEqualTo(416);
  }

  @Test
  void theSameBroughtTwiceIsOneUpload() {
    byte[] bytes = "twice".getBytes(UTF_8);
    HttpResponse<byte[]> first = client.upload("alice", bytes, "text/plain", "X-File-Name", "a");
    HttpResponse<byte[]> second = client.upload("alice", bytes, "text/plain", "X-File-Name", "b");

    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(json(second)).isEqualTo(json(first));
  }

  @Test
  void aFormBringsAFile() {
    String form =
        """
        --b\r
        Content-Disposition: form-data; name="file"; filename="note.txt"\r
        Content-Type: text/plain\r
        \r
        a note\r
        --b--\r
        """;

    HttpResponse<byte[]> answer =
        client.upload("alice", form.getBytes(UTF_8), "multipart/form-data; boundary=b");

    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    assertThat(json(answer).path("fileName").asString()).isEqualTo("note.txt");
    assertThat(json(answer).path("cid").asString())
        .isEqualTo(CidOfBytes.of(Chunking.KIB_256, "a note".getBytes(UTF_8)).value());
    HttpResponse<byte[]> got =
        client.get("alice", "/api/ipfs/" + json(answer).path("cid").asString());
    assertThat(text(got)).isEqualTo("a note");
    assertThat(got.headers().firstValue("content-disposition").orElseThrow()).startsWith("inline");
  }

  @Test
  void aLargeFileComesInAFormToo() {
    String head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\n";
    byte[] form = new byte[head.length() + SIZE + 9];
    System.arraycopy(head.getBytes(UTF_8), 0, form, 0, head.length());
    System.arraycopy(BYTES, 0, form, head.length(), SIZE);
    System.arraycopy("\r\n--b--\r\n".getBytes(UTF_8), 0, form, head.length() + SIZE, 9);

    assertThat(client.uploaded("bob", form, "multipart/form-data; boundary=b"))
        .isEqualTo(CidOfBytes.of(Chunking.KIB_256, BYTES).value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "multipart/form-data; boundary=b|--b--",
        "multipart/form-data|--b--",
        "multipart/form-data; boundary=b|nothing of a form",
        "multipart/form-data; boundary=b|--b~Content-Disposition: form-data; name=\"file\"~~no"
            + " file~--b--~",
        "multipart/form-data; boundary=b|--b~Content-Disposition: form-data; name=\"other\";"
            + " filename=\"x\"~~x~--b--~",
        "multipart/form-data; boundary=b|--b~Content-Disposition: form-data; name=\"file\";"
            + " filename=\"x\"~~x~--b~Content-Disposition: form-data; name=\"file\";"
            + " filename=\"y\"~~y~--b--~",
        "multipart/form-data; boundary=b|--b~Content-Disposition: form-data; name=\"file\";"
            + " filename=\"x\"~~never ends",
        "no type|x",
        "text/|x"
      })
  void whatIsNoFormIsRefused(String type, String body) {
    assertRefused(
        client.upload("alice", body.replace("~", "\r\n").getBytes(UTF_8), type),
        400,
        "MALFORMED_REQUEST");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-, 0, 700001",
    "bytes=262143-262144, 262143, 2",
    "bytes=262144-524287, 262144, 262144",
    "bytes=524287-9999999999, 524287, 175714",
    "bytes=-1, 700000, 1",
    "bytes=-9999999, 0, 700001",
    "bytes=700000-, 700000, 1"
  })
  void aRangeIsHadByItself(String range, int from, int length) {
    String cid = client.uploaded("alice", BYTES, "application/octet-stream");

    HttpResponse<byte[]> got = client.get("alice", "/api/ipfs/" + cid, "Range", range);

    assertThat(got.statusCode()).isEqualTo(206);
    assertThat(got.body()).isEqualTo(Arrays.copyOfRange(BYTES, from, from + length));
    assertThat(got.headers().firstValue("content-range"))
        .hasValue("bytes %d-%d/%d".formatted(from, from + length - 1, SIZE));
  }

  @ParameterizedTest
  @CsvSource({"bytes=700001-", "bytes=99999999999-", "bytes=-0"})
  void aRangeBeyondTheEndIsToldHowLongItIs(String range) {
    String cid = client.uploaded("alice", BYTES, "application/octet-stream");

    HttpResponse<byte[]> got = client.get("alice", "/api/ipfs/" + cid, "Range", range);

    assertRefused(got, 416, "RANGE_NOT_SATISFIABLE");
    assertThat(got.headers().firstValue("content-range")).hasValue("bytes */700001");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-1,5-6",
        "bytes=5-2",
        "bytes=x",
        "lines=1-2",
        "bytes=",
        "bytes=99999999999999999999-"
      })
  void whatIsNoSingleRangeIsAnsweredWithAll(String range) {
    String cid = client.uploaded("alice", BYTES, "application/octet-stream");

    HttpResponse<byte[]> got = client.get("alice", "/api/ipfs/" + cid, "Range", range);

    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).hasSize(SIZE);
  }

  @Test
  void aRangeOfWhatTheReaderHasOtherwiseIsAllOfIt() {
    String cid = client.uploaded("alice", BYTES, "application/octet-stream");
    String path = "/api/ipfs/" + cid;

    assertThat(
            client
                .get("alice", path, "Range", "bytes=0-0", "If-Range", '"' + cid + '"')
                .statusCode())
        .isEqualTo(206);
    assertThat(
            client.get("alice", path, "Range", "bytes=0-0", "If-Range", "\"other\"").statusCode())
        .isEqualTo(200);
    HttpResponse<byte[]> had = client.get("alice", path, "If-None-Match", '"' + cid + '"');
    assertThat(had.statusCode()).isEqualTo(304);
    assertThat(had.body()).isEmpty();
  }

  @Test
  void theHeadersAreHadWithoutTheBytes() {
    String cid = client.uploaded("alice", BYTES, "application/octet-stream");

    HttpResponse<byte[]> head = client.head("alice", "/api/ipfs/" + cid);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("content-length")).hasValue("700001");
    assertThat(
            client
                .head("bob", "/api/ipfs/" + client.uploaded("alice", PNG, "image/png"))
                .statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/png|<html><script>alert(1)</script></html>",
        "image/jpeg|nothing of a picture",
        "image/png|%PDF-1.7 something",
        "application/pdf|just words",
        "image/png|<svg xmlns='http://www.w3.org/2000/svg'/>"
      })
  void aLyingTypeIsRefused(String type, String bytes) {
    assertRefused(client.upload("alice", bytes.getBytes(UTF_8), type), 422, "TYPE_MISMATCH");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/csv|a,b~1,2~|text/csv",
        "application/json|{\"a\":1}|application/json",
        "text/plain|Subject: all is well~~From me|text/plain",
        "application/octet-stream|<html><body>hi</body></html>|text/html",
        "text/html|<html><body>hi</body></html>|text/html",
        "image/svg+xml|<svg xmlns='http://www.w3.org/2000/svg'/>|image/svg+xml",
        "text/plain; charset=utf-8|words|text/plain",
        "text/plain|MZIGO HAUJAFIKA|text/plain",
        "text/plain|<html> is what the page says|text/plain",
        "text/plain|P1 lamp|text/plain",
        "text/csv|MZEE,1~|text/csv",
        "application/vnd.ms-excel|a,b~1,2~|text/csv"
      })
  void anHonestTypeIsKeptAndWhatCouldRunIsForSaving(String type, String bytes, String kept) {
    HttpResponse<byte[]> answer =
        client.upload("alice", bytes.replace("~", "\n").getBytes(UTF_8), type);

    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    assertThat(json(answer).path("type").asString()).isEqualTo(kept);
    HttpResponse<byte[]> got =
        client.get("alice", "/api/ipfs/" + json(answer).path("cid").asString());
    assertThat(got.headers().firstValue("content-type").orElseThrow()).startsWith(kept);
    assertThat(got.headers().firstValue("content-disposition").orElseThrow())
        .startsWith(kept.equals("text/plain") ? "inline" : "attachment");
  }

  @Test
  void aPictureIsShownInPlace() {
    String cid = client.uploaded("alice", PNG, "image/png", "X-File-Name", "pixel.png");

    HttpResponse<byte[]> got = client.get("alice", "/api/ipfs/" + cid);

    assertThat(got.headers().firstValue("content-type")).hasValue("image/png");
    assertThat(got.headers().firstValue("content-disposition").orElseThrow()).startsWith("inline");
  }

  @Test
  void toOthersItIsNotThereButStaffSeesIt() {
    String cid = client.uploaded("alice", "only hers".getBytes(UTF_8), "text/plain");

    assertRefused(client.get("bob", "/api/ipfs/" + cid), 404, "NOT_FOUND");
    assertRefused(client.get("bob", "/api/ipfs/" + cid + "/about"), 404, "NOT_FOUND");
    assertThat(text(client.get("olivia", "/api/ipfs/" + cid))).isEqualTo("only hers");
    assertThat(text(client.get("audrey", "/api/ipfs/" + cid))).isEqualTo("only hers");
    String unknown = CidOfBytes.of(Chunking.KIB_256, "nobody's".getBytes(UTF_8)).value();
    assertThat(text(client.get("bob", "/api/ipfs/" + cid)).replaceAll("correlationId.*", ""))
        .isEqualTo(
            text(client.get("bob", "/api/ipfs/" + unknown))
                .replace(unknown, cid)
                .replaceAll("correlationId.*", ""));
  }

  @Test
  void whoBroughtTheSameSeesTheirOwnUploadOnly() {
    byte[] bytes = "both of us".getBytes(UTF_8);
    client.uploaded("alice", bytes, "text/plain", "X-File-Name", "alices.txt");
    String cid = client.uploaded("bob", bytes, "text/plain", "X-File-Name", "bobs.txt");

    JsonNode seen = json(client.get("bob", "/api/ipfs/" + cid + "/about")).path("items");

    assertThat(seen).hasSize(1);
    assertThat(seen.at("/0/fileName").asString()).isEqualTo("bobs.txt");
    assertThat(json(client.get("adam", "/api/ipfs/" + cid + "/about")).path("items")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"x", "../../etc/passwd", "bafk", "Qm", "%00", "b%2e%2e%2fc"})
  void whatIsNoCidIsRefused(String cid) {
    assertThat(client.get("alice", "/api/ipfs/" + cid).statusCode()).isBetween(400, 404);
  }

  @ParameterizedTest
  @CsvSource({"%FF", "%G1", "%"})
  void aNameThatIsNoneIsRefused(String name) {
    assertRefused(
        client.upload("alice", PNG, "image/png", "X-File-Name", name), 400, "MALFORMED_REQUEST");
  }

  @Test
  void whatIsForAnOrderIsSeenByBothItsSidesAndByStaffAndByNobodyElse() {
    gateway.ledger().put(orderOf("order:1", "user:alice", "user:bob"));
    gateway.ledger().put(orderOf("order:2", "user:carol", "user:bob"));
    byte[] bytes = "proof of posting".getBytes(UTF_8);
    String path = "/api/ipfs/upload?orderId=order:1";

    HttpResponse<byte[]> answer = client.uploadTo("bob", path, bytes, "X-File-Name", "proof.txt");

    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
    assertThat(json(answer).path("orderId").asString()).isEqualTo("order:1");
    String cid = "/api/ipfs/" + json(answer).path("cid").asString();
    assertThat(text(client.get("alice", cid))).isEqualTo("proof of posting");
    assertThat(json(client.get("alice", cid + "/about")).at("/items/0/fileName").asString())
        .isEqualTo("proof.txt");
    assertThat(client.get("olivia", cid).statusCode()).isEqualTo(200);

    HttpResponse<byte[]> elsewhere =
        client.uploadTo("bob", "/api/ipfs/upload?orderId=order:2", "two".getBytes(UTF_8));
    assertRefused(
        client.get("alice", "/api/ipfs/" + json(elsewhere).path("cid").asString()),
        404,
        "NOT_FOUND");
  }

  @Test
  void whatAnOrderNamesIsSeenThoughTheSameWasBroughtForManyOthersBefore() {
    byte[] bytes = "the same terms for everybody".getBytes(UTF_8);
    for (int other = 0; other < 20; other++) {
      bring("order:many-" + other, bytes);
    }
    bring("order:last", bytes);
    gateway.ledger().put(orderOf("order:last", "user:alice", "user:bob"));
    gateway.ledger().put(orderOf("order:not-hers", "user:carol", "user:bob"));
    String path = "/api/ipfs/" + CidOfBytes.of(Chunking.KIB_256, bytes).value();

    HttpResponse<byte[]> got = client.get("alice", path + "?orderId=order:last");

    assertThat(text(got)).isEqualTo("the same terms for everybody");
    for (String person : List.of("alice", "olivia")) {
      JsonNode about = json(client.get(person, path + "/about?orderId=order:last")).path("items");
      assertThat(about).hasSize(1);
      assertThat(about.at("/0/orderId").asString()).isEqualTo("order:last");
    }
    assertRefused(client.get("alice", path + "?orderId=order:not-hers"), 404, "NOT_FOUND");
    assertRefused(client.get("alice", path + "?orderId=account:1"), 400, "MALFORMED_ID");
  }

  private static void bring(String order, byte[] bytes) {
    gateway
        .bean(Intake.class)
        .take(
            new Offer(new UserId("user:bob"), new OrderId(order), null, null),
            new ByteArrayInputStream(bytes));
  }

  @Test
  void whatWasUploadedRunsNothingHoweverItsPathIsSpelt() {
    String cid = client.uploaded("alice", PNG, "image/png");

    for (String path : List.of("/%61pi/ipfs/", "/api/%69pfs/")) {
      HttpResponse<byte[]> got = client.get("alice", path + cid);
      assertThat(got.statusCode()).as(path).isEqualTo(200);
      assertThat(got.headers().firstValue("content-security-policy").orElseThrow())
          .contains("sandbox");
    }
  }

  @Test
  void nobodyBringsAnythingForAnOrderThatTheyDoNotSee() {
    gateway.ledger().put(orderOf("order:3", "user:carol", "user:dave"));
    byte[] bytes = "for another's order".getBytes(UTF_8);

    for (String order : List.of("order:3", "order:none")) {
      assertRefused(
          client.uploadTo("alice", "/api/ipfs/upload?orderId=" + order, bytes), 404, "NOT_FOUND");
    }
    assertRefused(
        client.uploadTo("alice", "/api/ipfs/upload?orderId=account:1", bytes), 400, "MALFORMED_ID");
    assertThat(client.uploadTo("olivia", "/api/ipfs/upload?orderId=order:3", bytes).statusCode())
        .isEqualTo(201);
  }

  @Test
  void anActNamesOnlyWhatWasBroughtForThisOrderByWhoActs() {
    gateway.ledger().put(orderOf("order:4", "user:alice", "user:bob"));
    byte[] bytes = "evidence".getBytes(UTF_8);
    Cid cid =
        new Cid(
            json(client.uploadTo("alice", "/api/ipfs/upload?orderId=order:4", bytes))
                .path("cid")
                .asString());
    OrderContent content = gateway.bean(OrderContent.class);

    content.require(asking("alice"), new OrderId("order:4"), cid).block();

    assertThatThrownBy(() -> content.require(asking("bob"), new OrderId("order:4"), cid).block())
        .isInstanceOf(Rejection.class);
    assertThatThrownBy(() -> content.require(asking("alice"), new OrderId("order:5"), cid).block())
        .isInstanceOf(Rejection.class);
  }

  @Test
  void ofWhoIsForgottenTheNamesAreGoneAndWhatWasTheirsAlone() {
    gateway.ledger().put(orderOf("order:6", "user:alice", "user:adam"));
    String own = "/api/ipfs/" + client.uploaded("adam", "his own".getBytes(UTF_8), "text/plain");
    String evidence =
        "/api/ipfs/"
            + json(client.uploadTo(
                    "adam",
                    "/api/ipfs/upload?orderId=order:6",
                    "his evidence".getBytes(UTF_8),
                    "X-File-Name",
                    "adams-passport.txt"))
                .path("cid")
                .asString();

    gateway.bean(PersonalData.class).forget(new UserId("user:adam"));
    gateway.bean(Uploads.class).forgetOwn(new UserId("user:adam"));

    assertRefused(client.get("olivia", own), 404, "NOT_FOUND");
    assertThat(text(client.get("alice", evidence))).isEqualTo("his evidence");
    assertThat(text(client.get("alice", evidence + "/about"))).doesNotContain("passport");
    MovableClock clock = gateway.bean(MovableClock.class);
    clock.setAheadBy(Duration.ofHours(2));
    gateway.bean(Cleaner.class).clean();
    clock.setAheadBy(Duration.ZERO);
    assertThat(gateway.bean(Contents.class).find(new Cid(own.substring(10)))).isEmpty();
    assertThat(text(client.get("alice", evidence))).isEqualTo("his evidence");
  }

  private static Ask asking(String person) {
    Caller caller =
        new Caller("user:" + person, Set.of(Role.CUSTOMER), "session:" + person, Instant.MAX);
    return new Ask(caller, "correlation", "request", null, 0);
  }

  private static OrderView orderOf(String id, String buyer, String seller) {
    return new OrderView(
        id,
        buyer,
        "account:buyer",
        seller,
        "account:seller",
        null,
        "item",
        "An item",
        null,
        null,
        "BTC",
        "5",
        "BALANCE",
        "FUNDED",
        "5",
        "0",
        "0",
        "0",
        null,
        null,
        null,
        null,
        0,
        null,
        null,
        null,
        null,
        null,
        new OrderView.Times(1, 1, 1, 1, 1, 1, 1),
        false,
        1,
        1,
        gateway.ledger().nextIndex());
  }
}

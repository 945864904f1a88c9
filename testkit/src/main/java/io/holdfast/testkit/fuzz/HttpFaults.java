package io.holdfast.testkit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * What strangers put into paths, headers, and around bodies. Everything is as it goes on the wire.
 */
final class HttpFaults {
  private static final List<String> SEGMENTS =
      List.of(
          "",
          "%00",
          "a%00b",
          "%",
          "%zz",
          "%ff%fe",
          "%ed%a0%80",
          "%f0%9f%98%80",
          "%e2%80%ae",
          "%c3%a9",
          "%0d%0aSet-Cookie:%20a=b",
          "..",
          "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
          "%2f",
          "//",
          ";a=b",
          "a;jsessionid=1",
          "account:",
          "account:%00",
          "account:x%20y",
          "withdrawal:%ff",
          "account:' or '1'='1",
          "'%20or%201=1--",
          "-1",
          "0",
          "1.5",
          "1e9",
          "99999999999999999999",
          "2147483648",
          "9223372036854775807",
          "true",
          "null",
          "NaN",
          "[]",
          "{}",
          "{accountId}",
          "*",
          "${7*7}",
          "%24%7bjndi:ldap://localhost/a%7d",
          "a&after=b&after=c",
          "a=b=c",
          "eyJhIjoxfQ",
          "MTIzfGFjY291bnQ6eA==",
          "%D9%A1");

  private static final List<String> HEADERS =
      List.of(
          "X-Wait-For-Index: -1",
          "X-Wait-For-Index: 99999999999999999999",
          "X-Wait-For-Index: 1e3",
          "X-Wait-For-Index: \u0661",
          "X-Wait-For-Index:",
          "X-Correlation-Id: \u00ff\u0001",
          "X-Correlation-Id: ${jndi:ldap://localhost/a}",
          "Idempotency-Key:",
          "Idempotency-Key: \u00e9\u00ff",
          "Idempotency-Key: a\tb",
          "Authorization: Bearer",
          "Authorization: Bearer a.b.c",
          "Authorization: Bearer ..",
          "Authorization: Bearer \u00ff",
          "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
          "Authorization: Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.AAAA",
          "Authorization: Basic YTpi",
          "Authorization: Negotiate",
          "Cookie: holdfast-refresh=",
          "Cookie: holdfast-refresh=session:a~user:b~AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
          "Cookie: holdfast-refresh=\"a; b=;=;;\u00ff",
          "Cookie: ;;;===",
          "Origin: null",
          "Origin: http://[",
          "Origin: ://",
          "Origin: https://evil.example",
          "Origin: http://localhost\u0000",
          "Host: evil.example:99999",
          "Host: [::1",
          "Host:",
          "Accept: image/png",
          "Accept: application/xml",
          "Accept: nonsense",
          "Accept: */*;q=9",
          "Accept: text/html;charset=nonsense",
          "Accept: text/event-stream",
          "Accept: application/x-ndjson",
          "Accept: application/cbor",
          "Accept-Language: \u00ff",
          "Accept-Charset: nonsense",
          "Content-Type: application/json;charset=utf-16",
          "Content-Type: application/json;charset=nonsense",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: multipart/form-data; boundary=",
          "Content-Type: multipart/form-data",
          "Content-Type: application/x-ndjson",
          "Content-Type: text/plain",
          "Content-Type: nonsense",
          "Content-Type: */*",
          "Content-Type:",
          "Content-Encoding: gzip",
          "Content-Encoding: nonsense",
          "Content-Language: \u00ff",
          "Expect: 100-continue",
          "Expect: nonsense",
          "Range: bytes=5-2",
          "If-None-Match: *",
          "If-Modified-Since: yesterday",
          "If-Match: \"a",
          "Upgrade: websocket",
          "Upgrade: h2c",
          "HTTP2-Settings: AAAA",
          "Access-Control-Request-Method: NONSENSE",
          "X-HTTP-Method-Override: DELETE",
          "X-Forwarded-For: 1.2.3.4, \u00ff, ::1",
          "X-Forwarded-For: " + "1.1.1.1,".repeat(500),
          "X-Forwarded-Host: evil.example",
          "X-Forwarded-Proto: gopher",
          "X-Forwarded-Port: 99999999",
          "X-Forwarded-Prefix: //",
          "Forwarded: for=\"[::1\";proto=;host=",
          "User-Agent: \u0007\u00ff" + "x".repeat(3_000),
          "Referer: \u00ff",
          "Transfer-Encoding: nonsense",
          "Content-Length: 1",
          "Content-Length: -1",
          "Content-Length: 99999999999999999999",
          ": without a name",
          "no colon",
          "X-Huge: " + "x".repeat(20_000));

  private HttpFaults() {}

  /** Of a path, or the value of a query. */
  static String segment(Random random) {
    return random.nextInt(15) == 0
        ? "x".repeat(1 + random.nextInt(6_000))
        : SEGMENTS.get(random.nextInt(SEGMENTS.size()));
  }

  static String header(Random random) {
    return HEADERS.get(random.nextInt(HEADERS.size()));
  }

  /** Head and body put together as no client should. */
  static byte[] framed(Random random, String head, byte[] body) {
    int length = body.length;
    return switch (random.nextInt(10)) {
      case 0 -> with(head + "Content-Length: " + (length + 10) + "\r\n\r\n", body);
      case 1 -> with(head + "Content-Length: " + length / 2 + "\r\n\r\n", body);
      case 2 -> with(head + "\r\n", body);
      case 3 ->
          with(
              head
                  + "Content-Encoding: gzip\r\nContent-Length: "
                  + zipped(body).length
                  + "\r\n\r\n",
              zipped(body));
      case 4 -> with(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", body);
      case 5 -> with(head + "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n", body);
      case 6 -> with(chunked(head, length), body, "\r\n0\r\n\r\n".getBytes(ISO_8859_1));
      case 7 ->
          with(head + "Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n\r\n", body);
      case 8 -> with(head.substring(0, random.nextInt(head.length())), new byte[0]);
      default -> with(head + "Content-Length: 0\r\n\r\n", body);
    };
  }

  private static String chunked(String head, int length) {
    return head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(length) + "\r\n";
  }

  private static byte[] with(String head, byte[]... more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(ISO_8859_1));
    for (byte[] each : more) {
      all.writeBytes(each);
    }
    return all.toByteArray();
  }

  private static byte[] zipped(byte[] body) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
      zip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return zipped.toByteArray();
  }
}

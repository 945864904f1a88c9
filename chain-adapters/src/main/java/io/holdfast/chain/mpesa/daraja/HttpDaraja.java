package io.holdfast.chain.mpesa.daraja;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.chain.mpesa.daraja.DarajaAnswers.Token;
import io.holdfast.chain.rpc.LimitedHttp;
import io.holdfast.chain.rpc.NodeFailure;
import io.holdfast.chain.rpc.NodeUnreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Daraja over HTTP, as its public documentation has it: a token by {@code GET /oauth/v1/generate},
 * an asking by {@code POST /mpesa/stkpush/v1/processrequest}, a question by {@code POST
 * /mpesa/stkpushquery/v1/query}. A token is used until shortly before its end, and once more is
 * asked for one where it is refused. Nothing else is ever sent twice by itself. Thread-safe.
 */
public final class HttpDaraja implements Daraja {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Kenya has no summer time. */
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.ofHours(3));

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration MARGIN = Duration.ofSeconds(60);
  private static final int MOST_BYTES = 64 * 1024;

  private final DarajaAccount account;
  private final LimitedHttp http;
  private final Clock clock;
  private @Nullable Token token;
  private Instant renewAt = Instant.MIN;

  public HttpDaraja(DarajaAccount account, Clock clock) {
    this.account = account;
    this.http = new LimitedHttp("Daraja", CONNECT, account.readTimeout(), MOST_BYTES);
    this.clock = clock;
  }

  @Override
  public PushAnswer push(Push push) {
    Token entry;
    try {
      entry = token();
    } catch (NodeFailure e) {
      return new PushAnswer.NotSent(String.valueOf(e.getMessage()));
    }
    HttpResponse<byte[]> response;
    try {
      response = post("mpesa/stkpush/v1/processrequest", entry, pushBody(push));
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return new PushAnswer.NotSent("no connection");
    } catch (IOException | NodeFailure e) {
      return new PushAnswer.Unclear("no answer");
    }
    if (DarajaAnswers.isUnauthorized(response.statusCode(), response.body())) {
      forget(entry);
      return new PushAnswer.NotSent("the token was refused");
    }
    return DarajaAnswers.push(response.statusCode(), response.body());
  }

  @Override
  public QueryAnswer query(String checkoutRequestId) {
    try {
      Token entry = token();
      HttpResponse<byte[]> response =
          post("mpesa/stkpushquery/v1/query", entry, queryBody(checkoutRequestId));
      if (DarajaAnswers.isUnauthorized(response.statusCode(), response.body())) {
        forget(entry);
        return new QueryAnswer.Untold("the token was refused");
      }
      return DarajaAnswers.query(response.statusCode(), response.body(), checkoutRequestId);
    } catch (IOException | NodeFailure e) {
      return new QueryAnswer.Untold("no answer");
    }
  }

  @Override
  public synchronized void knock() {
    token = null;
    token();
  }

  private synchronized Token token() {
    Token known = token;
    if (known != null && clock.instant().isBefore(renewAt)) {
      return known;
    }
    Instant asked = clock.instant();
    Token fresh = newToken();
    token = fresh;
    Duration margin =
        fresh.validFor().compareTo(MARGIN.multipliedBy(2)) > 0
            ? MARGIN
            : fresh.validFor().dividedBy(2);
    renewAt = asked.plus(fresh.validFor()).minus(margin);
    return fresh;
  }

  private synchronized void forget(Token refused) {
    if (refused.equals(token)) {
      token = null;
    }
  }

  private Token newToken() {
    String pair = account.consumerKey() + ":" + account.consumerSecret();
    HttpRequest request =
        HttpRequest.newBuilder(at("oauth/v1/generate?grant_type=client_credentials"))
            .header("Authorization", "Basic " + base64(pair))
            .GET()
            .build();
    try {
      HttpResponse<byte[]> response = http.exchange(request);
      return DarajaAnswers.token(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new NodeUnreachable("no connection to Daraja", e);
    }
  }

  private HttpResponse<byte[]> post(String path, Token entry, Map<String, String> body)
      throws IOException {
    return http.exchange(
        HttpRequest.newBuilder(at(path))
            .header("Authorization", "Bearer " + entry.value())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build());
  }

  private Map<String, String> pushBody(Push push) {
    Map<String, String> body = identified();
    body.put("TransactionType", account.transactionType().field());
    body.put("Amount", Integer.toString(push.amount().count()));
    body.put("PartyA", push.phone().msisdn());
    body.put("PartyB", account.partyB());
    body.put("PhoneNumber", push.phone().msisdn());
    body.put("CallBackURL", push.callback().toString());
    body.put("AccountReference", push.reference());
    body.put("TransactionDesc", "Order");
    return body;
  }

  private Map<String, String> queryBody(String checkoutRequestId) {
    Map<String, String> body = identified();
    body.put("CheckoutRequestID", checkoutRequestId);
    return body;
  }

  /** Password = base64(shortcode + passkey + timestamp). */
  private Map<String, String> identified() {
    String timestamp = TIMESTAMP.format(clock.instant());
    Map<String, String> body = new LinkedHashMap<>();
    body.put("BusinessShortCode", account.shortCode());
    body.put("Password", base64(account.shortCode() + account.passkey() + timestamp));
    body.put("Timestamp", timestamp);
    return body;
  }

  private URI at(String path) {
    String base = account.url().toString();
    return URI.create(base.endsWith("/") ? base + path : base + "/" + path);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}

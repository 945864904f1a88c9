package io.holdfast.chain.mpesa.sandbox;

import io.holdfast.chain.mpesa.daraja.DarajaAccount;
import io.holdfast.chain.mpesa.sandbox.DarajaDoor.Reply;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * M-Pesa as the program holds it in the sandbox: Daraja's API on a loopback door, with credentials
 * that were made for this run, and phones that answer by their number. It forgets when the program
 * ends. Thread-safe.
 */
public final class DarajaSandbox implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SHORT_CODE = "174379";
  private static final int MOST_ASKINGS = 20_000;
  private static final int LATE_TIMES = 10;
  private static final String RECEIPT_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";

  private final Clock clock;
  private final SecureRandom chance;
  private final Duration answersAfter;
  private final Duration readTimeout;
  private final String consumerKey;
  private final String consumerSecret;
  private final String passkey;
  private final Map<String, Asking> askings = new ConcurrentHashMap<>();
  private final Map<String, Boolean> endedTokens = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final Callbacks callbacks;
  private final DarajaDoor door;
  private volatile String token;

  /**
   * @param answersAfter so long after the phone was asked the result is known
   * @param readTimeout how long its client waits for an answer
   */
  public DarajaSandbox(
      Clock clock, SecureRandom chance, Duration answersAfter, Duration readTimeout) {
    this.clock = clock;
    this.chance = chance;
    this.answersAfter = answersAfter;
    this.readTimeout = readTimeout;
    this.consumerKey = secret();
    this.consumerSecret = secret();
    this.passkey = secret();
    this.token = secret();
    this.callbacks = new Callbacks(clock);
    this.door = new DarajaDoor(this::answer);
  }

  /** By what, and where, it is asked. */
  public DarajaAccount account() {
    return new DarajaAccount(
        URI.create("http://127.0.0.1:" + door.port()),
        consumerKey,
        consumerSecret,
        passkey,
        SHORT_CODE,
        SHORT_CODE,
        DarajaAccount.TransactionType.PAYBILL,
        readTimeout);
  }

  @Override
  public void close() {
    later.shutdownNow();
    door.close();
  }

  private @Nullable Reply answer(String method, String path, String authorization, byte[] body) {
    return switch (method + " " + path) {
      case "GET /oauth/v1/generate" -> token(authorization);
      case "POST /mpesa/stkpush/v1/processrequest" -> push(authorization, JSON.readTree(body));
      case "POST /mpesa/stkpushquery/v1/query" -> query(authorization, JSON.readTree(body));
      default -> Reply.error(404, "404.001.01", "Resource not found");
    };
  }

  private Reply token(String authorization) {
    if (!authorization.equals(DarajaDoor.basic(consumerKey, consumerSecret))) {
      return Reply.error(400, "400.008.01", "Invalid Authentication passed");
    }
    token = secret();
    return new Reply(
        200, JSON.createObjectNode().put("access_token", token).put("expires_in", "3599"));
  }

  private @Nullable Reply push(String authorization, JsonNode body) {
    if (!authorization.equals("Bearer " + token)) {
      return Reply.error(404, "404.001.03", "Invalid Access Token");
    }
    if (!isSigned(body) || !body.path("Amount").asString("").matches("[1-9][0-9]{0,5}")) {
      return Reply.error(400, "400.002.02", "Bad Request");
    }
    String msisdn = body.path("PhoneNumber").asString("");
    Phone phone = Phone.of(msisdn);
    return switch (phone) {
      case TOKEN_ENDS -> endedOnce(msisdn, body, phone);
      case PUSH_FAILS_WITH_500 -> Reply.error(500, "500.001.1001", "Unable to lock subscriber");
      case REFUSED -> Reply.error(400, "400.002.02", "Bad Request - Invalid PhoneNumber");
      case PUSH_IS_LOST -> null;
      case PUSH_IS_NOT_ANSWERED -> {
        ring(msisdn, body, phone);
        yield null;
      }
      default -> taken(ring(msisdn, body, phone));
    };
  }

  /** Once for each number, so that the next try goes through. */
  private Reply endedOnce(String msisdn, JsonNode body, Phone phone) {
    if (endedTokens.size() < MOST_ASKINGS && endedTokens.putIfAbsent(msisdn, true) == null) {
      token = secret();
      return Reply.error(404, "404.001.03", "Invalid Access Token");
    }
    return taken(ring(msisdn, body, phone));
  }

  private Asking ring(String msisdn, JsonNode body, Phone phone) {
    long number = numbers.incrementAndGet();
    Asking asking =
        new Asking(
            "29115-34620561-" + number,
            "ws_CO_" + clock.millis() + number + msisdn,
            receipt(),
            phone,
            msisdn,
            Integer.parseInt(body.path("Amount").asString()),
            URI.create(body.path("CallBackURL").asString()),
            clock.millis() + answersAfter.toMillis());
    if (askings.size() < MOST_ASKINGS) {
      askings.put(asking.checkoutRequestId(), asking);
    }
    announce(asking);
    return asking;
  }

  private void announce(Asking asking) {
    switch (asking.phone()) {
      case NO_CALLBACK -> {}
      case LATE_CALLBACK -> call(asking, asking.phone().result(), LATE_TIMES);
      case THREE_CALLBACKS -> List.of(1, 2, 3).forEach(times -> call(asking, "0", times));
      case CALLBACK_BEFORE_ANSWER -> callbacks.tell(asking, "0");
      case PAYS_AFTER_A_TIME_OUT -> {
        call(asking, asking.phone().result(), 1);
        call(asking, "0", 2);
      }
      default -> call(asking, asking.phone().result(), 1);
    }
  }

  private void call(Asking asking, String result, int times) {
    var _ =
        later.schedule(
            () -> callbacks.tell(asking, result),
            answersAfter.toMillis() * times,
            TimeUnit.MILLISECONDS);
  }

  private static Reply taken(Asking asking) {
    return new Reply(
        200,
        JSON.createObjectNode()
            .put("MerchantRequestID", asking.merchantRequestId())
            .put("CheckoutRequestID", asking.checkoutRequestId())
            .put("ResponseCode", "0")
            .put("ResponseDescription", "Success. Request accepted for processing")
            .put("CustomerMessage", "Success. Request accepted for processing"));
  }

  private Reply query(String authorization, JsonNode body) {
    if (!authorization.equals("Bearer " + token)) {
      return Reply.error(404, "404.001.03", "Invalid Access Token");
    }
    Asking asking = askings.get(body.path("CheckoutRequestID").asString(""));
    if (!isSigned(body) || asking == null) {
      return Reply.error(400, "400.002.02", "Bad Request - Invalid CheckoutRequestID");
    }
    String result = asking.resultAt(clock.millis(), answersAfter.toMillis());
    if (result == null) {
      return Reply.error(500, "500.001.1001", "The transaction is being processed");
    }
    ObjectNode answer =
        JSON.createObjectNode()
            .put("ResponseCode", "0")
            .put("ResponseDescription", "The service request has been accepted successsfully")
            .put("MerchantRequestID", asking.merchantRequestId())
            .put("CheckoutRequestID", asking.checkoutRequestId())
            .put("ResultCode", result)
            .put("ResultDesc", Callbacks.words(result));
    return new Reply(200, answer);
  }

  private boolean isSigned(JsonNode body) {
    String timestamp = body.path("Timestamp").asString("");
    return body.path("BusinessShortCode").asString("").equals(SHORT_CODE)
        && timestamp.matches("[0-9]{14}")
        && body.path("Password")
            .asString("")
            .equals(DarajaDoor.base64(SHORT_CODE + passkey + timestamp));
  }

  private String secret() {
    byte[] bytes = new byte[16];
    chance.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private String receipt() {
    StringBuilder receipt = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      receipt.append(RECEIPT_LETTERS.charAt(chance.nextInt(RECEIPT_LETTERS.length())));
    }
    return receipt.toString();
  }
}

package io.holdfast.chain.mpesa.sandbox;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells what came of an asking, once for each call, and does not mind whether it is heard. */
final class Callbacks {
  private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.ofHours(3));

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Clock clock;

  Callbacks(Clock clock) {
    this.clock = clock;
  }

  void tell(Asking asking, String result) {
    HttpRequest request =
        HttpRequest.newBuilder(asking.callback())
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body(asking, result))))
            .build();
    try {
      http.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      LOG.info("the sandbox's M-Pesa is not heard: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ObjectNode body(Asking asking, String result) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode told =
        body.putObject("Body")
            .putObject("stkCallback")
            .put("MerchantRequestID", asking.merchantRequestId())
            .put("CheckoutRequestID", asking.checkoutRequestId())
            .put("ResultCode", Integer.parseInt(result))
            .put("ResultDesc", words(result));
    if (result.equals("0")) {
      metadata(asking, told.putObject("CallbackMetadata").putArray("Item"));
    }
    return body;
  }

  /** The balance has a name and no value, as it is seen. */
  private void metadata(Asking asking, ArrayNode items) {
    ObjectNode amount = items.addObject().put("Name", "Amount");
    switch (asking.phone()) {
      case DECIMAL_AMOUNT -> amount.put("Value", new BigDecimal(asking.shillings() + ".00"));
      case OTHER_AMOUNT -> amount.put("Value", asking.shillings() + 1);
      default -> amount.put("Value", asking.shillings());
    }
    items.addObject().put("Name", "MpesaReceiptNumber").put("Value", asking.receipt());
    items.addObject().put("Name", "Balance");
    items
        .addObject()
        .put("Name", "TransactionDate")
        .put("Value", Long.parseLong(TIME.format(clock.instant())));
    items.addObject().put("Name", "PhoneNumber").put("Value", Long.parseLong(asking.msisdn()));
  }

  static String words(String result) {
    return result.equals("0")
        ? "The service request is processed successfully."
        : "The sandbox says " + result;
  }
}

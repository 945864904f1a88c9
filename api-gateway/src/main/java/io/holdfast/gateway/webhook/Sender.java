package io.holdfast.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.gateway.webhook.Delivery.Failure;
import io.holdfast.gateway.webhook.Destinations.ForbiddenAddress;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Sends one request: a POST with the body and the three headers of Standard Webhooks. It follows no
 * redirect, reads nothing of an answer but its status, and ends the connection with it, whatever
 * the receiver still has to say. Thread-safe.
 */
final class Sender {
  private final Destinations destinations;
  private final Duration timeout;

  Sender(Destinations destinations, Duration timeout) {
    this.destinations = destinations;
    this.timeout = timeout;
  }

  /**
   * What came of it.
   *
   * @param status null where there was no answer
   * @param failure null where it was taken
   */
  record Outcome(@Nullable Integer status, @Nullable Failure failure) {
    static Outcome answered(int status) {
      return new Outcome(status, status / 100 == 2 ? null : Failure.REFUSED);
    }
  }

  /**
   * @param signatures by each secret that counts now
   * @param timestamp of this attempt, in seconds since 1970, as it was signed
   * @return never an error
   */
  Mono<Outcome> send(URI url, Delivery delivery, long timestamp, List<String> signatures) {
    boolean secure = "https".equals(url.getScheme());
    return HttpClient.newConnection()
        .followRedirect(false)
        .disableRetry(true)
        .doOnChannelInit((_, channel, _) -> channel.pipeline().addFirst(destinations.guard(secure)))
        .headers(
            headers ->
                headers
                    .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                    .set(HttpHeaderNames.USER_AGENT, "Holdfast-Webhooks/1")
                    .set("webhook-id", delivery.deliveryId())
                    .set("webhook-timestamp", Long.toString(timestamp))
                    .set("webhook-signature", String.join(" ", signatures)))
        .post()
        .uri(url)
        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(delivery.body().getBytes(UTF_8))))
        .responseConnection(
            (answer, connection) ->
                Mono.just(Outcome.answered(answer.status().code()))
                    .doFinally(_ -> connection.dispose()))
        .next()
        .timeout(timeout)
        .onErrorResume(failure -> Mono.just(new Outcome(null, named(Exceptions.unwrap(failure)))));
  }

  private static Failure named(Throwable failure) {
    return switch (failure) {
      case TimeoutException _, ReadTimeoutException _ -> Failure.TIMEOUT;
      case ForbiddenAddress _ -> Failure.ADDRESS_FORBIDDEN;
      case SSLException _ -> Failure.TLS;
      default -> Failure.UNREACHABLE;
    };
  }
}

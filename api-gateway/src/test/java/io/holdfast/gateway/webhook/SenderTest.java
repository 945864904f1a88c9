package io.holdfast.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.webhook.Sender.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver has nothing of us but one request: its connection ends with its answer. */
class SenderTest {
  private static final Delivery DELIVERY =
      new Delivery(
          1,
          "msg_1",
          "webhook:1",
          "webhook.test",
          "{}",
          Instant.EPOCH,
          Delivery.State.PENDING,
          0,
          Instant.EPOCH);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 10\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        "Content-Length: 2\r\n\r\nok"
      })
  void anAnswerThatNeverEndsHoldsNoConnection(String rest) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Boolean> ended = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> answer(server, "HTTP/1.1 200 OK\r\n" + rest, ended));
      Sender sender = new Sender(new Destinations(List.of("127.0.0.1")), Duration.ofSeconds(30));

      Outcome outcome =
          sender
              .send(
                  URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"),
                  DELIVERY,
                  1,
                  List.of("v1,x"))
              .block();

      assertThat(outcome).isEqualTo(new Outcome(200, null));
      assertThat(ended.get(60, TimeUnit.SECONDS)).as("we end it, the receiver does not").isTrue();
    }
  }

  /** Keeps its own end open, until the other is closed. */
  private static void answer(ServerSocket server, String text, CompletableFuture<Boolean> ended) {
    try (Socket socket = server.accept()) {
      byte[] part = new byte[8192];
      socket.getInputStream().read(part);
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.getOutputStream().flush();
      while (socket.getInputStream().read(part) >= 0) {
        // what else comes of the request
      }
      ended.complete(true);
    } catch (IOException e) {
      ended.completeExceptionally(e);
    }
  }
}

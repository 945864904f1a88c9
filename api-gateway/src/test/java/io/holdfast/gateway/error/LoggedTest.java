package io.holdfast.gateway.error;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** An address may hold a secret, as M-Pesa's callback does: what fails there is logged without. */
class LoggedTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(ProblemWriter.class);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFailureIsLoggedWholeButForTheAddressThatWasAsked(boolean unavailable) throws Exception {
    RuntimeException cause = new IllegalStateException("the cause of it");
    RuntimeException failure =
        unavailable
            ? new DataAccessResourceFailureException("database away", cause)
            : new IllegalArgumentException("a defect", cause);
    failure.addSuppressed(new IllegalStateException("happened on the way"));
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    LOG.addAppender(heard);
    try {
      ask(failure);
    } finally {
      LOG.detachAppender(heard);
    }

    assertThat(heard.list).hasSize(1);
    ILoggingEvent event = heard.list.getFirst();
    assertThat(event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
        .contains(failure.toString(), "the cause of it", "happened on the way", "LoggedTest.java")
        .doesNotContain("SECRET");
  }

  private static void ask(Throwable failure) throws IOException, InterruptedException {
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(
                new ReactorHttpHandlerAdapter(
                    WebHttpHandlerBuilder.webHandler(_ -> Mono.error(failure))
                        .exceptionHandler(new ProblemExceptionHandler(new ProblemWriter()))
                        .build()))
            .bindNow();
    URI address =
        URI.create(
            "http://127.0.0.1:"
                + server.port()
                + "/api/mpesa/callback/THESECRET/4f1c?word=SECRETTOO");
    try (HttpClient client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(address).POST(BodyPublishers.ofString("{}")).build(),
          BodyHandlers.discarding());
    } finally {
      server.disposeNow();
    }
  }
}

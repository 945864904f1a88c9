package io.holdfast.app.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.app.verify.VerifyMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a person can do to the running program, with the real processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunIT {
  private Path data;
  private RunningHoldfast holdfast;

  @BeforeAll
  void start(@TempDir Path temp) throws IOException {
    data = temp.toRealPath().resolve("data");
    holdfast = RunningHoldfast.start(data);
  }

  @BeforeEach
  void startAgain() throws IOException {
    if (!holdfast.isAlive()) {
      holdfast = RunningHoldfast.start(data);
    }
  }

  @AfterAll
  void stop() throws IOException {
    holdfast.close();
    assertThat(RunningHoldfast.serversOn(data)).isEmpty();
  }

  @Test
  void stopsWithinSecondsAndLeavesNothingRunning() throws Exception {
    holdfast.terminate();

    assertThat(holdfast.endsWithin(Duration.ofSeconds(60))).isTrue();
    assertThat(RunningHoldfast.serversOn(data)).isEmpty();
  }

  /** Also after all that the other tests did to it. */
  @Test
  void isProvenFromItsLogWhetherItRunsOrNot() throws Exception {
    assertThat(verified()).contains("Everything is as the log says.");
    holdfast.terminate();
    assertThat(holdfast.endsWithin(Duration.ofSeconds(60))).isTrue();

    assertThat(verified()).contains("Everything is as the log says.");
    assertThat(RunningHoldfast.serversOn(data)).isEmpty();
  }

  private String verified() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
      VerifyMain.verify(
          out,
          "--holdfast.data-dir=" + data,
          "--holdfast.database.binaries-dir=" + Path.of("target/postgres-binaries"));
    }
    return told.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsThePortsThatItTook() throws IOException {
    assertThat(holdfast.output()).contains("tcp://localhost:").doesNotContain("localhost:0");
    assertThat(holdfast.url()).doesNotEndWith(":0");
  }

  @Test
  void tellsItsHealthByProgressAndItsFiguresForPrometheus() {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              HttpResponse<String> health = get("/health/detailed");
              assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
              assertThat(health.body()).contains("\"status\":\"up\"", "\"rail\":\"bitcoin\"");
              assertThat(get("/metrics").body())
                  .contains("holdfast_rail_height{rail=\"bitcoin\"} 1")
                  .contains("holdfast_rail_lag_blocks{rail=\"bitcoin\"} 0.0")
                  .contains("http_server_requests_seconds", "hikaricp_connections");
            });
    assertThat(get("/env").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(holdfast.url() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void keepsItsDataWhenTheProgramIsKilled() throws Exception {
    keepSomething();
    ProcessHandle left = holdfast.postgres();

    holdfast.kill();
    assertThat(left.isAlive()).isTrue();
    holdfast = RunningHoldfast.start(data);

    assertThat(kept()).isEqualTo("gold");
    assertThat(left.isAlive()).isFalse();
    assertThat(RunningHoldfast.serversOn(data)).hasSize(1);
  }

  @Test
  void keepsItsDataWhenProgramAndPostgresAreKilled() throws Exception {
    keepSomething();
    ProcessHandle left = holdfast.postgres();

    holdfast.kill();
    left.destroyForcibly();
    holdfast = RunningHoldfast.start(data);

    assertThat(kept()).isEqualTo("gold");
    assertThat(RunningHoldfast.serversOn(data)).hasSize(1);
  }

  @Test
  void servesOnWhenPostgresIsKilled() throws Exception {
    keepSomething();

    holdfast.postgres().destroyForcibly();

    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(kept()).isEqualTo("gold");
              assertThat(holdfast.output()).contains("PostgreSQL runs again");
            });
    assertThat(holdfast.output()).doesNotContain("\tat ");
  }

  @Test
  void saysInASentenceThatAPortIsNone() throws Exception {
    try (RunningHoldfast second = RunningHoldfast.launch(data, "99999")) {
      assertThat(second.endsWithin(Duration.ofMinutes(2))).isTrue();

      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.output())
          .contains("server.port is 99999, which is no port.", "Choose one from 1 to 65535")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void turnsASecondHoldfastOnTheSameFolderAway() throws Exception {
    try (RunningHoldfast second = RunningHoldfast.launch(data)) {
      assertThat(second.endsWithin(Duration.ofMinutes(2))).isTrue();

      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.output()).contains("is in use by another Holdfast, process ");
    }
    assertThat(RunningHoldfast.serversOn(data)).hasSize(1);
  }

  private void keepSomething() throws IOException, SQLException {
    try (Connection connection = holdfast.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS public.kept AS SELECT 'gold' AS what");
    }
  }

  private String kept() throws IOException, SQLException {
    try (Connection connection = holdfast.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT what FROM public.kept")) {
      result.next();
      return result.getString(1);
    }
  }
}

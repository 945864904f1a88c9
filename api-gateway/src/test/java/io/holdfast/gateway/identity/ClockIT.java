package io.holdfast.gateway.identity;

import static org.awaitility.Awaitility.await;

import com.github.benmanes.caffeine.cache.Cache;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.MovableClock;
import io.holdfast.gateway.identity.Client.Said;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * The doors while somebody sets the clock: nobody gets in who should not, and nobody is kept out.
 */
class ClockIT {
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start("holdfast.security.failed-logins-per-minute-per-user=1");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @AfterEach
  void setRight() {
    set(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24})
  void aTokenCountsNoMoreOnceTheClockIsSetForwardAndTheNextSignInDoes(int hours) {
    Said in = client().signIn("alice");
    set(Duration.ofHours(hours));

    client().as(in).get("/api/auth/me").refused(401, "NOT_SIGNED_IN");
    client().as(client().signIn("alice")).get("/api/auth/me").expect(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24})
  void aTokenOfTheTimeToComeDoesNotCountAndARefreshGivesOneThatDoes(int hours) {
    Said in = client().signIn("alice");
    set(Duration.ofHours(-hours));

    client().as(in).get("/api/auth/me").refused(401, "NOT_SIGNED_IN");
    Said next =
        client()
            .post("/api/auth/refresh", Map.of("refreshToken", in.text("refreshToken")))
            .expect(200);
    client().as(next).get("/api/auth/me").expect(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24})
  void theEndOfASessionIsKnownAlsoToADoorWhoseClockWentBackAndForth(int hours) {
    Said in = client().signIn("alice");
    client().as(in).post("/api/auth/logout", Map.of()).expect(204);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> client().as(in).get("/api/auth/me").refused(401, "NOT_SIGNED_IN"));
    forgetTheEnd();

    set(Duration.ofHours(-hours));
    client().as(in).get("/api/auth/me").refused(401, "NOT_SIGNED_IN");
    set(Duration.ZERO);
    client().as(in).get("/api/auth/me").refused(401, "NOT_SIGNED_IN");
  }

  /** As the door does once no token of the session can count any more, minutes later. */
  private static void forgetTheEnd() {
    EndedSessions ended = gateway.bean(EndedSessions.class);
    ((Cache<?, ?>) ReflectionTestUtils.getField(ended, "ended")).invalidateAll();
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, -1, 1, 24})
  void whoeverTriedTooOftenIsHeldUpWhateverTheClockShows(int hours) {
    String email = "ghost" + hours + "@sandbox.test";
    wrong(email, 401);
    set(Duration.ofHours(hours));

    wrong(email, 429);
    client().signIn("alice");
  }

  private static void wrong(String email, int status) {
    client().post("/api/auth/login", Map.of("email", email, "password", "wrong")).expect(status);
  }

  private static void set(Duration ahead) {
    gateway.bean(MovableClock.class).setAheadBy(ahead);
  }

  private static Client client() {
    return new Client(gateway);
  }
}

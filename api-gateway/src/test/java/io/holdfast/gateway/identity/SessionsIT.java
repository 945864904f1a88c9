package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.query.SessionView;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.identity.Client.Said;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where people are signed in, and how that ends. */
class SessionsIT {
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void oneSeesOnesOwnSessionsWithFromWhereTheyAre() {
    Said in =
        client()
            .with("User-Agent", "Lynx/2.9")
            .with("X-Forwarded-For", "6.6.6.6") // anybody can say so, and nobody is trusted here
            .signIn("bob");

    Said sessions = client().as(in).get("/api/sessions?state=ACTIVE").expect(200);

    assertThat(sessions.body().path("items"))
        .allSatisfy(session -> assertThat(session.path("userId").asString()).isEqualTo("user:bob"))
        .anySatisfy(
            session -> {
              assertThat(session.path("sessionId").asString()).isEqualTo(in.text("sessionId"));
              assertThat(session.path("current").asBoolean()).isTrue();
              assertThat(session.path("userAgent").asString()).isEqualTo("Lynx/2.9");
              assertThat(session.path("address").asString()).isEqualTo("127.0.0.1");
            });
    assertThat(client().as(in).get("/api/sign-ins").expect(200).body().path("items"))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.path("userId").asString()).isEqualTo("user:bob"));
    client().as(in).get("/api/sessions?state=WRONG").refused(400, "MALFORMED_REQUEST");
  }

  @Test
  void aTokenOfASessionThatWasEndedCountsNoMore() {
    Said here = client().signIn("alice");
    Said there = client().signIn("alice");

    client().as(here).delete("/api/sessions/" + there.text("sessionId")).expect(204);

    awaitOut(there);
    client().as(here).get("/api/auth/me").expect(200);
  }

  @Test
  void aTokenFromBeforeTheDoorBeganIsLookedUp() {
    gateway
        .ledger()
        .put(
            new SessionView(
                "session:alice",
                "user:alice",
                "PASSWORD",
                "ENDED",
                List.of("CUSTOMER"),
                null,
                null,
                1,
                1,
                2,
                2L,
                "REVOKED",
                1));

    old("alice").get("/api/auth/me").refused(401, "NOT_SIGNED_IN");
    old("bob").get("/api/auth/me").expect(200);
  }

  private static Client old(String name) {
    return client().with("Authorization", "Bearer " + TokenAboutToExpire.of(gateway, name));
  }

  @Test
  void nobodyEndsAnothersSessionButAdministratorsDo() {
    Said bob = client().signIn("bob");
    String path = "/api/sessions/" + bob.text("sessionId");

    for (String stranger : new String[] {"alice", "olivia", "audrey"}) {
      client().as(client().signIn(stranger)).delete(path).refused(404, "NOT_FOUND");
    }
    client().as(bob).get("/api/auth/me").expect(200);

    client().as(client().signIn("adam")).delete(path).expect(204);
    awaitOut(bob);
  }

  @Test
  void allButTheOneThatAsksEndAtOnceAndThenThatOneToo() {
    Said here = client().signIn("olivia");
    Said there = client().signIn("olivia");

    client().as(here).delete("/api/sessions?others=true").expect(204);
    awaitOut(there);
    client().as(here).get("/api/auth/me").expect(200);

    client().as(here).delete("/api/sessions").expect(204);
    awaitOut(here);
  }

  private static void awaitOut(Said in) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> client().as(in).get("/api/auth/me").refused(401, "NOT_SIGNED_IN"));
  }

  private static Client client() {
    return new Client(gateway);
  }
}

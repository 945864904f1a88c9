package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.identity.Client.Said;
import io.holdfast.gateway.personal.PersonalData;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

/** People, as those see them who look after them. */
class UsersIT {
  private static final String PASSWORD = "a long password";
  private static GatewayHarness gateway;
  private static Client adam;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start();
    adam = new Client(gateway).as(new Client(gateway).signIn("adam"));
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void aPersonIsFoundByTheWholeAddressOrNot() {
    Said found = adam.get("/api/users?email=Bob@sandbox.test").expect(200);
    assertThat(found.body().at("/items/0/id").asString()).isEqualTo("user:bob");
    assertThat(found.body().at("/items/0/email").asString()).isEqualTo("bob@sandbox.test");
    assertThat(found.body().at("/items/0/state").asString()).isEqualTo("REGISTERED");

    assertThat(adam.get("/api/users?email=bob").expect(200).body().path("items")).isEmpty();
    adam.get("/api/users?email=" + "x".repeat(255)).refused(400, "MALFORMED_REQUEST");
    adam.get("/api/users/user:nobody").refused(404, "NOT_FOUND");
    adam.get("/api/users/nobody").refused(400, "MALFORMED_ID");
    assertThat(adam.get("/api/users").expect(200).body().path("items").size())
        .isGreaterThanOrEqualTo(5);
  }

  @Test
  void rolesAreGivenToOthersOnly() {
    Said changed =
        adam.post("/api/users/user:bob/roles", Map.of("roles", List.of("OPERATOR"))).expect(200);
    assertThat(changed.body().path("roles").toString()).isEqualTo("[\"OPERATOR\"]");

    adam.post("/api/users/user:adam/roles", Map.of("roles", List.of("CUSTOMER")))
        .refused(403, "FORBIDDEN");
    adam.post("/api/users/user:bob/roles", Map.of("roles", List.of("KING")))
        .refused(400, "MALFORMED_REQUEST");
    adam.post("/api/users/user:bob/roles", Map.of()).refused(400, "MALFORMED_REQUEST");
  }

  @Test
  void aPersonsSessionsAndHistoryAreSeenAndEnded() {
    Said in = new Client(gateway).signIn("olivia");

    assertThat(adam.get("/api/users/user:olivia/sessions").expect(200).body().path("items"))
        .isNotEmpty();
    assertThat(adam.get("/api/users/user:olivia/sign-ins").expect(200).body().path("items"))
        .isNotEmpty();
    adam.delete("/api/users/user:olivia/sessions").expect(204);

    awaitOut(in);
  }

  @Test
  void whoIsForgottenIsOutAndCannotBeReadAndMayComeAnew() {
    Said in = register();
    String id = in.body().at("/user/id").asString();
    String sealed = gateway.identity().person(id).email();

    adam.delete("/api/users/" + id + "/personal-data").expect(204);

    assertThat(gateway.bean(PersonalData.class).open(new UserId(id), new Sealed(sealed))).isEmpty();
    awaitOut(in);
    new Client(gateway)
        .post("/api/auth/login", Map.of("email", "eve@example.org", "password", PASSWORD))
        .refused(401, "WRONG_CREDENTIALS");
    assertThat(adam.get("/api/users/" + id).expect(200).text("state")).isEqualTo("ERASED");
    adam.delete("/api/users/" + id + "/personal-data").expect(204);
    assertThat(register().body().at("/user/id").asString()).isNotEqualTo(id);
  }

  @Test
  void atTheNextStartWhoIsKnownStaysAndWhoWasForgottenStaysForgotten() {
    adam.delete("/api/users/user:audrey/personal-data").expect(204);

    gateway.bean(Seeds.class).run(new DefaultApplicationArguments());

    new Client(gateway)
        .post(
            "/api/auth/login",
            Map.of("email", "audrey@sandbox.test", "password", gateway.password()))
        .refused(401, "WRONG_CREDENTIALS");
    new Client(gateway).signIn("alice");
  }

  @Test
  void nobodyIsForgottenByThemselvesOrBeforeTheyWere() {
    adam.delete("/api/users/user:adam/personal-data").refused(403, "FORBIDDEN");
    adam.delete("/api/users/user:nobody/personal-data").refused(404, "NOT_FOUND");
  }

  private static Said register() {
    return new Client(gateway)
        .post(
            "/api/auth/register",
            Map.of("email", "eve@example.org", "password", PASSWORD, "name", "Eve"))
        .expect(201);
  }

  private static void awaitOut(Said in) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> new Client(gateway).as(in).get("/api/auth/me").refused(401, "NOT_SIGNED_IN"));
  }
}

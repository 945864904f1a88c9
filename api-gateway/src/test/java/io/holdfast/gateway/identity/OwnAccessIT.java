package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.identity.Client.Said;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;

/** What people change about themselves. */
class OwnAccessIT {
  private static final String PASSWORD = "a long password";
  private static final String OTHER = "quite another one, and long";
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
  void aPersonIsCalledAsTheyWish() {
    Client nina = new Client(gateway).as(register("nina"));

    assertThat(nina.post("/api/auth/me/name", Map.of("name", "Nina S.")).expect(200).text("name"))
        .isEqualTo("Nina S.");
    assertThat(nina.get("/api/auth/me").expect(200).text("name")).isEqualTo("Nina S.");
    nina.post("/api/auth/me/name", Map.of()).refused(400, "MALFORMED_REQUEST");
    nina.post("/api/auth/me/name", Map.of("name", "x".repeat(81)))
        .refused(400, "MALFORMED_REQUEST");
    new Client(gateway)
        .post("/api/auth/me/name", Map.of("name", "Nina"))
        .refused(401, "NOT_SIGNED_IN");
  }

  @Test
  void anotherPasswordCountsAndEndsWhatBeganByTheFirst() {
    Said elsewhere = register("oscar");
    Said here = login("oscar@example.org", PASSWORD).expect(200);
    Client oscar = new Client(gateway).as(here);

    oscar.post("/api/auth/me/password", change(PASSWORD, OTHER)).expect(204);

    login("oscar@example.org", PASSWORD).refused(401, "WRONG_CREDENTIALS");
    login("oscar@example.org", OTHER).expect(200);
    oscar.get("/api/auth/me").expect(200);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                new Client(gateway)
                    .as(elsewhere)
                    .get("/api/auth/me")
                    .refused(401, "NOT_SIGNED_IN"));
    assertThat(gateway.identity().passwordChanges())
        .anyMatch(told -> told.targetId().equals(here.body().at("/user/id").asString()));
  }

  @Test
  void aChangeWhoseAnswerWasLostMayBeAskedForAgain() {
    Client petra = new Client(gateway).as(register("petra"));
    petra.post("/api/auth/me/password", change(PASSWORD, OTHER)).expect(204);

    petra.post("/api/auth/me/password", change(PASSWORD, OTHER)).expect(204);

    login("petra@example.org", OTHER).expect(200);
  }

  @Test
  void whoDoesNotKnowThePasswordChangesNothing() {
    Said in = register("quinn");
    Client quinn = new Client(gateway).as(in);
    int failures = gateway.identity().failures().size();

    quinn
        .post("/api/auth/me/password", change("not the password", OTHER))
        .refused(401, "WRONG_CREDENTIALS");
    quinn
        .post("/api/auth/me/password", change(PASSWORD, "short"))
        .refused(400, "MALFORMED_REQUEST");
    quinn
        .post("/api/auth/me/password", Map.of("newPassword", OTHER))
        .refused(400, "MALFORMED_REQUEST");
    quinn
        .post("/api/auth/me/email", Map.of("email", "q@example.org", "password", OTHER))
        .refused(401, "WRONG_CREDENTIALS");

    assertThat(gateway.identity().failures()).hasSize(failures + 2);
    login("quinn@example.org", PASSWORD).expect(200);
  }

  @Test
  void whatAPersonOfTheConfigurationChoseOutlivesTheNextStart() {
    Client olivia = new Client(gateway).as(new Client(gateway).signIn("olivia"));
    olivia.post("/api/auth/me/password", change(gateway.password(), OTHER)).expect(204);
    olivia
        .post("/api/auth/me/email", Map.of("email", "olivia@new.example", "password", OTHER))
        .expect(200);

    gateway.bean(Seeds.class).run(new DefaultApplicationArguments());

    login("olivia@new.example", OTHER).expect(200);
    login("olivia@sandbox.test", gateway.password()).refused(401, "WRONG_CREDENTIALS");
  }

  @Test
  void aPasswordThatIsTriedFirstIsNotTaken() {
    Client ruth = new Client(gateway).as(register("ruth"));

    for (String guessable : new String[] {"password1234", "qwertyuiop12", "ruth@example.org"}) {
      ruth.post("/api/auth/me/password", change(PASSWORD, guessable))
          .refused(422, "PASSWORD_GUESSABLE");
    }
    new Client(gateway)
        .post(
            "/api/auth/register",
            Map.of("email", "s@example.org", "password", "iloveyou1234", "name", "S"))
        .refused(422, "PASSWORD_GUESSABLE");
    login("ruth@example.org", PASSWORD).expect(200);
    login("s@example.org", "iloveyou1234").refused(401, "WRONG_CREDENTIALS");
  }

  @Test
  void anotherAddressCountsFromNowOnAndIsNotVerified() {
    Client tom = new Client(gateway).as(register("tom"));

    Said changed =
        tom.post("/api/auth/me/email", Map.of("email", "tom@new.example", "password", PASSWORD))
            .expect(200);

    assertThat(changed.text("email")).isEqualTo("tom@new.example");
    assertThat(changed.body().path("emailVerified").asBoolean()).isFalse();
    login("tom@new.example", PASSWORD).expect(200);
    login("tom@example.org", PASSWORD).refused(401, "WRONG_CREDENTIALS");
  }

  @Test
  void anAddressOfAnotherIsRefusedAndThatOfBeforeGoesOn() {
    Client una = new Client(gateway).as(register("una"));

    una.post("/api/auth/me/email", Map.of("email", "bob@sandbox.test", "password", PASSWORD))
        .refused(409, "EMAIL_TAKEN");
    una.post("/api/auth/me/email", Map.of("email", "no address", "password", PASSWORD))
        .refused(400, "MALFORMED_REQUEST");

    login("una@example.org", PASSWORD).expect(200);
  }

  @Test
  void ofTwoAddressesThatAreTriedAtOnceTheOneThatIsRefusedTakesNothingBack() {
    Said in = register("vera");
    Client vera = new Client(gateway).as(in);
    gateway
        .identity()
        .beforeEmailChange(
            () ->
                new Client(gateway)
                    .as(in)
                    .post(
                        "/api/auth/me/email",
                        Map.of("email", "vera@new.example", "password", PASSWORD))
                    .expect(200));

    vera.post("/api/auth/me/email", Map.of("email", "bob@sandbox.test", "password", PASSWORD))
        .refused(409, "EMAIL_TAKEN");

    login("vera@new.example", PASSWORD).expect(200);
    login("vera@example.org", PASSWORD).refused(401, "WRONG_CREDENTIALS");
  }

  @Test
  void anAddressThatIsRefusedToWhoHadNoneLeavesNone() {
    Client zoe = new Client(gateway).as(new Client(gateway).signInByWallet("0xzoe"));

    zoe.post("/api/auth/me/email", Map.of("email", "bob@sandbox.test", "password", OTHER))
        .refused(409, "EMAIL_TAKEN");

    zoe.post("/api/auth/me/password", change(PASSWORD, OTHER)).refused(409, "WRONG_STATE");
  }

  @Test
  void whoComesByAWalletMayChooseAnAddressAndAPasswordForAMoment() {
    Said in = new Client(gateway).signInByWallet("0xwally");
    Client wally = new Client(gateway).as(in);
    Map<String, String> wish = Map.of("email", "wally@example.org", "password", PASSWORD);

    wally.post("/api/auth/me/password", change(PASSWORD, OTHER)).refused(409, "WRONG_STATE");
    gateway.identity().age(in.text("sessionId"), Duration.ofMinutes(16));
    wally.post("/api/auth/me/email", wish).refused(403, "SIGN_IN_AGAIN");
    wally
        .post("/api/auth/wallet/link", Map.of("kind", "EVM", "address", "0x1"))
        .refused(403, "SIGN_IN_AGAIN");
    wally.delete("/api/wallets/wallet:evm:0xwally").refused(403, "SIGN_IN_AGAIN");
    gateway.identity().age(in.text("sessionId"), Duration.ofMinutes(-16));
    wally.post("/api/auth/me/email", wish).expect(200);

    login("wally@example.org", PASSWORD).expect(200);
  }

  @Test
  void administratorsSayThatAnAddressWasSeenToBeThePersons() {
    String id = register("xenia").body().at("/user/id").asString();
    Client adam = new Client(gateway).as(new Client(gateway).signIn("adam"));

    Said confirmed = adam.post("/api/users/" + id + "/email-confirmations", Map.of()).expect(200);

    assertThat(confirmed.body().path("emailVerified").asBoolean()).isTrue();
    adam.post("/api/users/user:nobody/email-confirmations", Map.of()).refused(404, "NOT_FOUND");
  }

  private static Map<String, String> change(String current, String wanted) {
    return Map.of("currentPassword", current, "newPassword", wanted);
  }

  private static Said login(String email, String password) {
    return new Client(gateway)
        .post("/api/auth/login", Map.of("email", email, "password", password));
  }

  private static Said register(String name) {
    return new Client(gateway)
        .post(
            "/api/auth/register",
            Map.of("email", name + "@example.org", "password", PASSWORD, "name", name))
        .expect(201);
  }
}

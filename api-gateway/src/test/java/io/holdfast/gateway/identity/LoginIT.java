package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.personal.PersonalData;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class LoginIT {
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start("holdfast.security.failed-logins-per-minute-per-user=3");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void aSandboxUserSignsInAndIsKnown() {
    gateway
        .as("alice")
        .get()
        .uri("/api/auth/me")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"id":"user:alice","email":"alice@sandbox.test","name":"alice","roles":["CUSTOMER"]}
            """);
  }

  @Test
  void anUnknownUserAndAWrongPasswordGetTheSameAnswer() {
    for (String email : new String[] {"nobody@sandbox.test", "bob@sandbox.test"}) {
      signIn(email, "wrong")
          .expectStatus()
          .isUnauthorized()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("WRONG_CREDENTIALS")
          .jsonPath("$.detail")
          .isEqualTo("This e-mail address and password do not belong together.");
    }
  }

  @Test
  void guessingIsSlowedDownAlsoForUsersThatDoNotExist() {
    for (int attempt = 0; attempt < 3; attempt++) {
      signIn("ghost@sandbox.test", "guess" + attempt).expectStatus().isUnauthorized().expectBody();
    }
    signIn("Ghost@Sandbox.test", "guess")
        .expectStatus()
        .isEqualTo(429)
        .expectHeader()
        .exists("Retry-After")
        .expectBody()
        .jsonPath("$.code")
        .isEqualTo("TOO_MANY_REQUESTS");
  }

  @Test
  void aWrongPasswordIsRecordedWithFromWhereItCame() {
    signIn("olivia@sandbox.test", "wrong").expectStatus().isUnauthorized().expectBody();

    assertThat(gateway.identity().failures())
        .filteredOn(failure -> failure.userId().value().equals("user:olivia"))
        .singleElement()
        .satisfies(
            failure ->
                assertThat(
                        gateway
                            .bean(PersonalData.class)
                            .open(failure.userId(), failure.origin().address()))
                    .contains("127.0.0.1"));
  }

  @Test
  void whileSignInIsLockedTheRightPasswordIsAnsweredLikeAWrongOne() {
    gateway.identity().lock("user:audrey");
    for (String password : new String[] {"wrong", gateway.password()}) {
      signIn("audrey@sandbox.test", password)
          .expectStatus()
          .isUnauthorized()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("WRONG_CREDENTIALS")
          .jsonPath("$.detail")
          .isEqualTo("This e-mail address and password do not belong together.");
    }
  }

  @Test
  void aRefusalIsToldOnTheHalfSecond() {
    for (String email : new String[] {"nobody@sandbox.test", "bob@sandbox.test"}) {
      long asked = System.nanoTime();
      signIn(email, "wrong").expectStatus().isUnauthorized().expectBody();
      assertThat(Duration.ofNanos(System.nanoTime() - asked))
          .isGreaterThanOrEqualTo(Duration.ofMillis(490));
    }
  }

  @Test
  void signingInOftenLocksNobodyOut() {
    for (int attempt = 0; attempt < 8; attempt++) {
      signIn("adam@sandbox.test", gateway.password()).expectStatus().isOk().expectBody();
    }
  }

  @Test
  void credentialsOfAnotherFormAreMalformed() {
    for (String body :
        new String[] {"{}", "{\"email\":1,\"password\":\"x\"}", "[]", "null", "{\"email\":", ""}) {
      gateway
          .web()
          .post()
          .uri("/api/auth/login")
          .header("Content-Type", "application/json")
          .bodyValue(body)
          .exchange()
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("MALFORMED_REQUEST");
    }
  }

  @Test
  void thePublicKeyIsServedAndThePrivateOneIsNot() {
    gateway
        .web()
        .get()
        .uri("/.well-known/jwks.json")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.keys[0].crv")
        .isEqualTo("P-256")
        .jsonPath("$.keys[0].d")
        .doesNotExist();
  }

  private static WebTestClient.ResponseSpec signIn(String email, String password) {
    return gateway
        .web()
        .post()
        .uri("/api/auth/login")
        .bodyValue(Map.of("email", email, "password", password))
        .exchange();
  }
}

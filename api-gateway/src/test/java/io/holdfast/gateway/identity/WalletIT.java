package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.identity.Client.Said;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** In by a wallet; what the ledger makes of an answer is its own to judge. */
class WalletIT {
  private static final String CHALLENGE = "/api/auth/wallet/challenge";
  private static final String VERIFY = "/api/auth/wallet/verify";
  private static final String CONNECT = "/api/auth/wallet/connect";
  private static GatewayHarness gateway;

  @BeforeAll
  static void open() {
    gateway = GatewayHarness.start("holdfast.security.failed-logins-per-minute-per-address=1000");
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void aWalletLetsInWhoHoldsItAndTheSessionIsSeen() {
    Said in = connect("0xfox");

    Said session = client().as(in).get("/api/auth/wallet/session").expect(200);
    assertThat(session.text("sessionId")).isEqualTo(in.text("sessionId"));
    assertThat(session.text("method")).isEqualTo("EVM");
    assertThat(session.text("state")).isEqualTo("ACTIVE");
    assertThat(session.text("address")).isEqualTo("127.0.0.1");
    assertThat(session.body().path("current").asBoolean()).isTrue();
    assertThat(client().as(in).get("/api/auth/me").expect(200).body().path("wallets").toString())
        .isEqualTo("[\"wallet:evm:0xfox\"]");
    assertThat(connect("0xfox").body().at("/user/id")).isEqualTo(in.body().at("/user/id"));
  }

  @Test
  void aChallengeNamesUsAndNeverWhatTheRequestSaysOfItself() {
    assertThat(challenge("0xfox").text("message"))
        .startsWith("127.0.0.1:" + gateway.port() + " for SIGN_IN asks 0xfox: ");
    client()
        .with("Host", "evil.example")
        .post(CHALLENGE, Map.of("kind", "EVM", "address", "0xfox"))
        .refused(403, "FORBIDDEN");
  }

  @Test
  void anAnswerCountsOnceAndForItsChallengeOnly() {
    Said asked = challenge("0xfox");
    Said other = challenge("0xfox");
    String answer = answer(asked, "0xfox");

    verify(other, answer).refused(401, "WRONG_CREDENTIALS");
    verify(other, answer(other, "0xfox")).refused(409, "WRONG_STATE");
    verify(asked, answer).expect(200);
    verify(asked, answer).refused(409, "WRONG_STATE");
  }

  @Test
  void anotherWalletsAnswerProvesNothing() {
    Said asked = challenge("0xfox");
    verify(asked, answer(asked, "0xwolf")).refused(401, "WRONG_CREDENTIALS");
  }

  @Test
  void anAnswerThatComesTooLateProvesNothing() {
    Said asked = challenge("0xlate");
    gateway.identity().expire(asked.text("sessionId"));

    Said said = verify(asked, answer(asked, "0xlate"));

    said.refused(401, "WRONG_CREDENTIALS");
    assertThat(said.text("detail")).contains("too late");
  }

  @Test
  void askingForChallengesAgainAndAgainIsSlowedDown() {
    for (int i = 0; i < 10; i++) {
      challenge("0xbusy");
    }
    client()
        .post(CHALLENGE, Map.of("kind", "EVM", "address", "0xbusy"))
        .refused(429, "TOO_MANY_REQUESTS");
    challenge("0xother");
  }

  @Test
  void aProofsTokenCountsOnce() {
    Said asked = challenge("0xonce");
    String token = verify(asked, answer(asked, "0xonce")).expect(200).text("connectToken");
    client().post(CONNECT, Map.of("connectToken", token)).expect(200);

    client().post(CONNECT, Map.of("connectToken", token)).refused(401, "NOT_SIGNED_IN");
  }

  @Test
  void whatIsNoWalletOrNoAnswerIsMalformed() {
    for (Map<String, String> wish :
        java.util.List.<Map<String, String>>of(
            Map.of(),
            Map.of("kind", "EVM"),
            Map.of("address", "0xfox"),
            Map.of("kind", "DOGE", "address", "0xfox"),
            Map.of("kind", "EVM", "address", "0xfox", "chain", "no chain"))) {
      assertThat(client().post(CHALLENGE, wish).expect(400).text("code"))
          .isIn("MALFORMED_REQUEST", "ADDRESS_MALFORMED");
    }
    client()
        .post(VERIFY, Map.of("sessionId", "session:none", "answer", "x".repeat(16_385)))
        .refused(400, "MALFORMED_REQUEST");
    client().post(VERIFY, Map.of("answer", "x")).refused(400, "MALFORMED_ID");
    client()
        .post(VERIFY, Map.of("sessionId", "session:none", "answer", "x"))
        .refused(404, "NOT_FOUND");
    client().post(CONNECT, Map.of("connectToken", "x")).refused(401, "NOT_SIGNED_IN");
  }

  @Test
  void aWalletIsLinkedToWhoIsInAndLetsThemIn() {
    Said alice = client().signIn("alice");
    Said asked =
        client()
            .as(alice)
            .post("/api/auth/wallet/link", Map.of("kind", "SOLANA", "address", "Falice"))
            .expect(200);
    assertThat(asked.text("message")).contains("LINK_WALLET");

    Said linked = verify(asked, answer(asked, "Falice")).expect(200);

    assertThat(linked.text("state")).isEqualTo("LINKED");
    assertThat(linked.logIndex()).as("what a reader waits for").isNotNull();
    assertThat(linked.body().path("connectToken").isNull()).isTrue();
    assertThat(linked.text("userId")).isEqualTo("user:alice");
    assertThat(client().as(alice).get("/api/auth/me").body().path("wallets").toString())
        .isEqualTo("[\"wallet:solana:Falice\"]");
    client().as(alice).delete("/api/wallets/wallet:solana:Falice").expect(204);
  }

  @Test
  void theLastWayInIsNotTakenAway() {
    Said in = connect("0xlast");
    client().as(in).delete("/api/wallets/wallet:evm:0xlast").refused(422, "LAST_WAY_IN");
    client().as(in).delete("/api/wallets/wallet:doge:0xlast").refused(400, "MALFORMED_ID");
  }

  @Test
  void nobodyLinksAWalletWithoutBeingIn() {
    client()
        .post("/api/auth/wallet/link", Map.of("kind", "EVM", "address", "0xfox"))
        .refused(401, "NOT_SIGNED_IN");
  }

  private static Said connect(String address) {
    Said asked = challenge(address);
    Said proven = verify(asked, answer(asked, address)).expect(200);
    assertThat(proven.text("state")).isEqualTo("VERIFIED");
    return client().post(CONNECT, Map.of("connectToken", proven.text("connectToken"))).expect(200);
  }

  private static Said challenge(String address) {
    return client().post(CHALLENGE, Map.of("kind", "EVM", "address", address)).expect(200);
  }

  /** As the fake's wallets answer: by address, and the nonce at the challenge's end. */
  private static String answer(Said asked, String address) {
    String message = asked.text("message");
    return "signed by " + address + " " + message.substring(message.lastIndexOf(' ') + 1);
  }

  private static Said verify(Said asked, String answer) {
    return client().post(VERIFY, Map.of("sessionId", asked.text("sessionId"), "answer", answer));
  }

  private static Client client() {
    return new Client(gateway);
  }
}

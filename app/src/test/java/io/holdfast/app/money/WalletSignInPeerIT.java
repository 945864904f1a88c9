package io.holdfast.app.money;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.stellar.sandbox.Genesis;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.testkit.TestWallets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Wallets that others wrote sign in to the running program, over HTTP alone. */
class WalletSignInPeerIT {
  /** Of a transaction's envelope: its kind, then the kind of its source account. */
  private static final int BEFORE_SOURCE_BYTES = 8;

  private static final int KEY_BYTES = 32;

  @TempDir static Path data;

  private static TestWallets wallets;
  private static JsonNode addresses;
  private static Program program;

  @BeforeAll
  static void run() {
    wallets = TestWallets.locate();
    addresses = JsonMapper.shared().readTree(wallets.addresses());
    program =
        Program.start(
            data,
            "--spring.profiles.active=stellar",
            "--holdfast.security.failed-logins-per-minute-per-address=1000");
  }

  @AfterAll
  static void stop() {
    if (program != null) {
      program.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "evm, EVM",
    "solana, SOLANA",
    "polkadot-sr25519, POLKADOT",
    "polkadot-ed25519, POLKADOT",
    "bitcoin-p2wpkh, BITCOIN",
    "bitcoin-p2tr, BITCOIN",
    "stellar, STELLAR"
  })
  void letsInWhoHoldsIt(String wallet, String kind) {
    Person visitor = program.visitor();
    Map<String, String> named = Map.of("kind", kind, "address", addresses.get(wallet).asString());
    JsonNode asked = visitor.post("/api/auth/wallet/challenge", named);
    JsonNode other = visitor.post("/api/auth/wallet/challenge", named);
    String answer = answer(wallet, asked);

    assertThat(visitor.refusal("/api/auth/wallet/verify", to(other, answer)))
        .isEqualTo("WRONG_CREDENTIALS");
    JsonNode proven = visitor.post("/api/auth/wallet/verify", to(asked, answer));
    assertThat(visitor.refusal("/api/auth/wallet/verify", to(asked, answer)))
        .isEqualTo("WRONG_STATE");

    JsonNode in =
        visitor.post(
            "/api/auth/wallet/connect",
            Map.of("connectToken", proven.get("connectToken").asString()));
    Person person = program.personBy(in.get("accessToken").asString());
    Customer.awaitThat(
        () -> {
          assertThat(person.get("/api/auth/wallet/session").get("method").asString())
              .isEqualTo(kind);
          assertThat(person.get("/api/auth/me").at("/roles/0").asString()).isEqualTo("CUSTOMER");
        });
  }

  private static Map<String, String> to(JsonNode asked, String answer) {
    return Map.of("sessionId", asked.get("sessionId").asString(), "answer", answer);
  }

  private static String answer(String wallet, JsonNode asked) {
    String challenge = asked.get("message").asString();
    return wallet.equals("stellar")
        ? wallets.answer(
            wallet, challenge, Genesis.NETWORK.passphrase(), serverOf(challenge), program.domain())
        : wallets.answer(wallet, challenge);
  }

  /** Who asks, which wallets elsewhere read in the server's {@code stellar.toml}. */
  private static String serverOf(String challenge) {
    byte[] envelope = Base64.getDecoder().decode(challenge.getBytes(UTF_8));
    byte[] key = Arrays.copyOfRange(envelope, BEFORE_SOURCE_BYTES, BEFORE_SOURCE_BYTES + KEY_BYTES);
    return StrKey.encode(new ScAddress.Account(Octets.of(key)));
  }
}

package io.holdfast.chain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletProof;
import io.holdfast.chain.bitcoin.wallet.BitcoinProof;
import io.holdfast.chain.evm.wallet.EvmProof;
import io.holdfast.chain.solana.wallet.SolanaProof;
import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.wallet.StellarProof;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.substrate.wallet.PolkadotProof;
import io.holdfast.testkit.TestWallets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Wallets that others wrote read our challenges, and we their answers. */
class WalletProofPeerIT {
  private static final String DOMAIN = "ledger.example:8443";

  /** With a digit for the first letter; one with a letter of another script cannot be named. */
  private static final String LOOKS_ALIKE = "1edger.example:8443";

  private static final String OTHER_SCRIPT = "ledger.ex\u0430mple:8443";

  private static final Ed25519Key SERVER = new Ed25519Key(new byte[32]);
  private static final WalletProof POLKADOT = new PolkadotProof();
  private static final WalletProof BITCOIN = new BitcoinProof();
  private static final Map<String, WalletProof> PROOFS =
      Map.of(
          "evm", new EvmProof(),
          "solana", new SolanaProof(),
          "polkadot-sr25519", POLKADOT,
          "polkadot-sr25519-bare", POLKADOT,
          "polkadot-ed25519", POLKADOT,
          "polkadot-ed25519-bare", POLKADOT,
          "bitcoin-p2wpkh", BITCOIN,
          "bitcoin-p2tr", BITCOIN,
          "stellar", new StellarProof(Network.TESTNET, SERVER));

  private static TestWallets wallets;
  private static JsonNode addresses;

  @BeforeAll
  static void locate() {
    wallets = TestWallets.locate();
    addresses = JsonMapper.shared().readTree(wallets.addresses());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evm",
        "solana",
        "polkadot-sr25519",
        "polkadot-sr25519-bare",
        "polkadot-ed25519",
        "polkadot-ed25519-bare",
        "bitcoin-p2wpkh",
        "bitcoin-p2tr",
        "stellar"
      })
  void itsAnswerProvesThisWishAndNoOther(String wallet) {
    WalletProof proof = PROOFS.get(wallet);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    SignIn wish = wish(proof.canonicalAddress(addresses.get(wallet).asString()), DOMAIN, now);

    String answer =
        wallets.answer(
            wallet,
            proof.challenge(wish),
            Network.TESTNET.passphrase(),
            StrKey.encode(SERVER.account()),
            DOMAIN);

    assertThat(proof.isProvenBy(answer, wish)).isTrue();
    assertThat(proof.isProvenBy(answer, wish(wish.address(), "other.example", now))).isFalse();
    assertThat(proof.isProvenBy(answer, wish(wish.address(), DOMAIN, now.minusSeconds(1))))
        .isFalse();
    assertThat(proof.isProvenBy(answer, wish(wish.address(), DOMAIN, "an0therN0nce", now)))
        .isFalse();
    assertThat(proof.isProvenBy(answer, wish(wish.address(), LOOKS_ALIKE, now))).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> wish(wish.address(), OTHER_SCRIPT, now));
    assertThat(isProvenElsewhere(wallet, answer, wish)).isFalse();
    assertThat(proof.isProvenBy(corrupted(answer), wish)).isFalse();
  }

  /** One character is another; both are digits of every encoding that wallets use. */
  private static String corrupted(String answer) {
    int middle = answer.length() / 2;
    char other = answer.charAt(middle) == '2' ? '3' : '2';
    return answer.substring(0, middle) + other + answer.substring(middle + 1);
  }

  /** Stellar's challenge is signed for a network; all others' name their chain. */
  private static boolean isProvenElsewhere(String wallet, String answer, SignIn wish) {
    return wallet.equals("stellar")
        ? new StellarProof(Network.MAINNET, SERVER).isProvenBy(answer, wish)
        : PROOFS.get(wallet).isProvenBy(answer, onAnotherChain(wish));
  }

  private static SignIn onAnotherChain(SignIn wish) {
    return new SignIn(
        wish.domain(),
        wish.uri(),
        wish.purpose(),
        wish.address(),
        "137",
        wish.nonce(),
        wish.issuedAt(),
        wish.expiresAt());
  }

  private static SignIn wish(String address, String domain, Instant issuedAt) {
    return wish(address, domain, "5tQbmVZ7nHxE2dRw", issuedAt);
  }

  private static SignIn wish(String address, String domain, String nonce, Instant issuedAt) {
    return new SignIn(
        domain,
        "https://" + domain + "/sign-in",
        "Sign in to Holdfast.",
        address,
        "1",
        nonce,
        issuedAt,
        issuedAt.plusSeconds(300));
  }
}

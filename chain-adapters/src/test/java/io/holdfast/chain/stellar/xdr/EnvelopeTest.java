package io.holdfast.chain.stellar.xdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class EnvelopeTest {
  private static final Octets SEED = Octets.ofHex("01".repeat(32));
  private static final ScAddress.Account CUSTODY = account(0);
  private static final ScAddress.Account ALICE = account(1);
  private static final ScAddress.Account ISSUER = account(2);
  private static final ClassicAsset USDC = new ClassicAsset.Issued("USDC", ISSUER);
  private static final TimeBounds BOUNDS = new TimeBounds(0, 1_800_000_000);

  static Stream<JsonNode> transactions() {
    return Vectors.of("transactions");
  }

  static Stream<JsonNode> completed() {
    return Vectors.of("completed");
  }

  @ParameterizedTest
  @MethodSource("transactions")
  void buildsNamesAndSignsATransactionToTheSameBytesAsTheSdk(JsonNode vector) {
    Transaction transaction = transaction(vector.path("name").asString());
    Octets hash = new Network(vector.path("network").asString()).hash(transaction);
    Octets signature = sign(hash);
    Envelope envelope =
        new Envelope(transaction, List.of(Envelope.Signature.by(CUSTODY, signature)));

    assertThat(hash.hex()).isEqualTo(vector.path("hash").asString());
    assertThat(signature.hex()).isEqualTo(vector.path("signature").asString());
    assertThat(envelope.encoded().base64()).isEqualTo(vector.path("envelope").asString());
    assertThat(Envelope.decode(envelope.encoded())).isEqualTo(envelope);
  }

  @ParameterizedTest
  @MethodSource("completed")
  void passesAuthorizationAndResourcesOnToTheBit(JsonNode vector) {
    Envelope envelope = Envelope.decode(Vectors.base64(vector));
    Operation.InvokeContract call = (Operation.InvokeContract) envelope.transaction().operation();

    assertThat(call.authorizations()).hasSize(1);
    assertThat(envelope.transaction().resources()).isNotNull();
    assertThat(envelope.encoded()).isEqualTo(Vectors.base64(vector));
  }

  @ParameterizedTest
  @MethodSource("completed")
  void trustsNoEnvelopeThatIsCutOrGoesOn(JsonNode vector) {
    Octets encoded = Vectors.base64(vector);
    for (int length = 0; length < encoded.length(); length += 4) {
      refuses(encoded.slice(0, length));
    }
    refuses(encoded.slice(0, encoded.length() + 4));
  }

  @Test
  void trustsNoEnvelopeWithPartsThatAreNotSpokenHere() {
    Octets encoded = Vectors.base64(transactions().findFirst().orElseThrow().path("envelope"));
    String hex = encoded.hex();

    refuses(Octets.ofHex("00000005" + hex.substring(8)));
    refuses(
        Octets.ofHex(
            hex.replaceFirst("0000000100000000000000000000", "0000000200000000000000000000")));
  }

  private static void refuses(Octets encoded) {
    assertThatThrownBy(() -> Envelope.decode(encoded)).isInstanceOf(XdrException.class);
  }

  private static Transaction transaction(String name) {
    return switch (name) {
      case "lumens to an account" -> paying(new Memo.None(), pay(ALICE, new ClassicAsset.Native()));
      case "lumens to a muxed account" ->
          paying(
              new Memo.None(),
              pay(new ScAddress.Muxed(ALICE.key(), 77), new ClassicAsset.Native()));
      case "lumens with a memo id" ->
          paying(new Memo.Id(-1), new Operation.Payment(ALICE, new ClassicAsset.Native(), 1));
      case "an issued asset with a short code" ->
          paying(
              new Memo.Text(Octets.ofHex("494e562d37")),
              new Operation.Payment(ALICE, USDC, 10_000_000));
      case "an issued asset with a long code" ->
          paying(
              new Memo.Hash(Octets.ofHex("05".repeat(32))),
              new Operation.Payment(
                  ALICE, new ClassicAsset.Issued("HOLDFAST", ISSUER), 10_000_000));
      case "a new account" ->
          paying(
              new Memo.Return(Octets.ofHex("06".repeat(32))),
              new Operation.CreateAccount(ALICE, 30_000_000));
      case "a contract call" -> paying(new Memo.None(), transfer());
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Operation pay(ScAddress destination, ClassicAsset asset) {
    return new Operation.Payment(destination, asset, 25_000_000);
  }

  private static Operation transfer() {
    return new Operation.InvokeContract(
        Network.TESTNET.contractOf(USDC),
        "transfer",
        List.of(
            new ScVal.Address(CUSTODY),
            new ScVal.Address(ALICE),
            ScVal.i128(BigInteger.valueOf(25_000_000))),
        List.of());
  }

  private static Transaction paying(Memo memo, Operation operation) {
    return new Transaction(CUSTODY, 1000, 42, BOUNDS, memo, operation, null);
  }

  private static Octets sign(Octets hash) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, new Ed25519PrivateKeyParameters(SEED.toArray()));
    signer.update(hash.toArray(), 0, hash.length());
    return Octets.of(signer.generateSignature());
  }

  private static ScAddress.Account account(int place) {
    JsonNode key = Vectors.of("keys").skip(place).findFirst().orElseThrow();
    return (ScAddress.Account)
        Objects.requireNonNull(StrKey.decode(key.path("account").asString()));
  }
}

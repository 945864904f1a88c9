package io.holdfast.chain.substrate.extrinsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.substrate.Vectors;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.runtime.Extrinsic;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.scale.NotScale;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SignedExtrinsicTest {
  private static final AccountSigner SIGNER =
      new Ed25519Signer(Vectors.bytes(Vectors.ALL.get("seed").asString()));
  private static final Call.Transfer TRANSFER =
      new Call.Transfer(
          AccountId.of(Vectors.bytes(Vectors.ALL.get("dest").asString())),
          new BigInteger("12345678901234567890"));
  private static final Call TOGETHER =
      new Call.Together(
          List.of(
              new Call.Sweep(65_537, SIGNER.account()),
              new Call.Sweep(3, SIGNER.account()),
              TRANSFER));

  @Test
  void signsTheSameBytesAsPolkadotJs() {
    for (JsonNode vector : Vectors.ALL.get("extrinsics")) {
      SignedExtrinsic signed = sign(vector);
      assertThat(signed.hex()).isEqualTo(vector.get("hex").asString());
      assertThat(signed.hash()).isEqualTo(vector.get("hash").asString());
    }
  }

  @Test
  void readsBackWhoSignedWhat() {
    for (JsonNode vector : Vectors.ALL.get("extrinsics")) {
      Extrinsic read =
          Extrinsic.read(
              Vectors.runtime(vector.get("runtime").asString()),
              Vectors.bytes(vector.get("hex").asString()));
      assertThat(read.sender())
          .isEqualTo(
              new Extrinsic.Sender(
                  SIGNER.account(), BigInteger.valueOf(vector.get("nonce").asLong())));
      boolean together = vector.get("call").asString().equals("together");
      assertThat(read.pallet() + "." + read.call())
          .isEqualTo(together ? "Utility.batch_all" : "Balances.transfer_keep_alive");
      if (!together) {
        assertThat(read.arguments().field("value", 1).number()).isEqualTo(TRANSFER.amount());
      }
    }
  }

  @Test
  void refusesToReadWhatIsNoExtrinsic() {
    Metadata runtime = Vectors.runtime("substrate-contracts-node");
    assertThatThrownBy(() -> Extrinsic.read(runtime, Vectors.bytes("0x0411")))
        .isInstanceOf(NotScale.class);
    assertThatThrownBy(() -> Extrinsic.read(runtime, Vectors.bytes("0x")))
        .isInstanceOf(NotScale.class);
    assertThatThrownBy(() -> Extrinsic.read(runtime, Vectors.bytes("0x0c84ff00")))
        .isInstanceOf(NotScale.class);
  }

  @Test
  void ordersNothingThatTheRuntimeDoesNotKnow() {
    Metadata runtime = Vectors.runtime("substrate-contracts-node");
    assertThat(runtime.hasCall("Utility", "as_derivative")).isTrue();
    assertThat(runtime.hasCall("Utility", "as_nobody")).isFalse();
    assertThat(runtime.hasCall("Nothing", "as_nobody")).isFalse();
    assertThatThrownBy(() -> runtime.callIndex("Utility", "as_nobody"))
        .isInstanceOf(NotScale.class);
  }

  @Test
  void eraEndsOneBlockBeforeTheNextOneBegins() {
    assertThat(new Era(64, 1_000).lastBlock()).isEqualTo(1_063);
    assertThatThrownBy(() -> new Era(63, 1_000)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Era(8_192, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Era(64, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static SignedExtrinsic sign(JsonNode vector) {
    SigningContext context =
        new SigningContext(
            Vectors.ALL.get("specVersion").asLong(),
            Vectors.ALL.get("transactionVersion").asLong(),
            Vectors.ALL.get("genesisHash").asString(),
            new Era(vector.get("period").asInt(), vector.get("birth").asLong()),
            Vectors.ALL.get("birthHash").asString(),
            vector.get("nonce").asLong(),
            new BigInteger(vector.get("tip").asString()));
    Call call = vector.get("call").asString().equals("together") ? TOGETHER : TRANSFER;
    Metadata runtime = Vectors.runtime(vector.get("runtime").asString());
    UnsignedExtrinsic unsigned = UnsignedExtrinsic.of(call, context, runtime, SIGNER.account());
    UnsignedExtrinsic kept = UnsignedExtrinsic.fromHex(unsigned.toHex());
    assertThat(kept).isEqualTo(unsigned);
    assertThat(kept.swept()).isEqualTo(call.swept());
    return kept.sign(SIGNER);
  }
}

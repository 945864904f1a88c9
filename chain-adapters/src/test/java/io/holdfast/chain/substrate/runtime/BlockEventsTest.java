package io.holdfast.chain.substrate.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.substrate.Vectors;
import io.holdfast.chain.substrate.scale.NotScale;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BlockEventsTest {
  private static final String DEST = Vectors.ALL.get("dest").asString().substring(2);

  @Test
  void readsTheEventsOfABlock() {
    BlockEvents read = read("polkadot");
    assertThat(read.unreadable()).isNull();
    assertThat(read.events())
        .extracting(event -> event.pallet() + "." + event.name() + " " + event.extrinsic())
        .containsExactly(
            "Balances.Minted null",
            "Balances.Transfer 2",
            "XcmPallet.SupportedVersionChanged 2",
            "TransactionPayment.TransactionFeePaid 2",
            "System.ExtrinsicSuccess 2",
            "System.ExtrinsicFailed 3",
            "System.Remarked null");
    Event transfer = read.events().get(1);
    assertThat(transfer.fields().field("to", 1).hex()).isEqualTo(DEST);
    assertThat(transfer.fields().field("amount", 2).number()).isEqualTo("12345678901234567890");
    assertThat(read.events().get(3).fields().field("actual_fee", 1).number())
        .isEqualTo(158_154_905);
  }

  @Test
  void readsWhatAContractSaid() {
    Event said = read("substrate-contracts-node").events().getFirst();
    assertThat(said.is("Contracts", "ContractEmitted")).isTrue();
    assertThat(said.fields().field("contract", 0).hex()).isEqualTo(DEST);
    assertThat(said.fields().field("data", 1).hex()).isEqualTo("00010203ff");
  }

  @Test
  void namesTheErrorOfACallThatFailed() {
    assertThat(Vectors.runtime("polkadot").errorName(5, 2))
        .contains("Balances.InsufficientBalance");
    assertThat(Vectors.runtime("polkadot").errorName(5, 250)).isEmpty();
    assertThat(Vectors.runtime("polkadot").errorName(250, 0)).isEmpty();
  }

  @Test
  void keepsTheBytesFromWhereTheyDoNotFitTheirTypes() {
    byte[] whole = stored("polkadot");
    Metadata runtime = Vectors.runtime("polkadot");
    BlockEvents cut = BlockEvents.read(runtime, Arrays.copyOf(whole, whole.length - 40));
    BlockEvents.Unreadable rest = Objects.requireNonNull(cut.unreadable());
    assertThat(cut.events()).hasSize(6).isEqualTo(read("polkadot").events().subList(0, 6));
    assertThat(rest.fromEvent()).isEqualTo(6);
    assertThat(Vectors.bytes(rest.hex()))
        .isEqualTo(
            Arrays.copyOfRange(
                whole, whole.length - rest.hex().length() / 2 - 40, whole.length - 40));
  }

  @Test
  void noCutAndNoOtherByteBreaksTheReading() {
    byte[] whole = stored("polkadot");
    Metadata runtime = Vectors.runtime("polkadot");
    for (int place = 0; place < whole.length; place++) {
      BlockEvents cut = BlockEvents.read(runtime, Arrays.copyOf(whole, place));
      assertThat(cut.unreadable()).isNotNull();
      byte[] changed = whole.clone();
      changed[place] ^= (byte) 0xff;
      List<Event> before = BlockEvents.read(runtime, changed).events();
      assertThat(before).hasSizeLessThanOrEqualTo(7);
    }
  }

  @Test
  void refusesWhatIsNoMetadata() {
    byte[] metadata = Vectors.metadata("substrate-contracts-node");
    assertThatThrownBy(() -> Metadata.read(new byte[] {1, 2, 3, 4, 14}))
        .isInstanceOf(NotScale.class);
    assertThatThrownBy(() -> Metadata.read(Arrays.copyOf(metadata, 5_000)))
        .isInstanceOf(NotScale.class);
    metadata[4] = 15;
    assertThatThrownBy(() -> Metadata.read(metadata))
        .isInstanceOf(NotScale.class)
        .hasMessageContaining("version 15");
  }

  private static BlockEvents read(String runtime) {
    return BlockEvents.read(Vectors.runtime(runtime), stored(runtime));
  }

  private static byte[] stored(String runtime) {
    for (JsonNode vector : Vectors.ALL.get("events")) {
      if (vector.get("runtime").asString().equals(runtime)) {
        return Vectors.bytes(vector.get("hex").asString());
      }
    }
    throw new IllegalArgumentException(runtime);
  }
}

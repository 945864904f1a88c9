package io.holdfast.chain.evm.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.evm.TestKeys;
import io.holdfast.chain.evm.key.EvmSigner;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Against transactions that another program made; its name stands in the golden file. */
class TransferTest {
  record Golden(String source, String signer, List<Made> transactions) {}

  record Made(
      BigInteger chainId,
      BigInteger nonce,
      BigInteger maxPriorityFeePerGas,
      BigInteger maxFeePerGas,
      BigInteger gasLimit,
      String to,
      BigInteger value,
      String data,
      String unsigned,
      String signed,
      String hash) {
    Transfer transfer() {
      return new Transfer(
          chainId,
          nonce,
          maxPriorityFeePerGas,
          maxFeePerGas,
          gasLimit,
          new Address(to),
          value,
          data);
    }
  }

  static Golden golden() throws IOException {
    try (InputStream file = TransferTest.class.getResourceAsStream("/evm/eip1559.json")) {
      return JsonMapper.builder()
          .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(file, Golden.class);
    }
  }

  static List<Made> made() throws IOException {
    return golden().transactions();
  }

  @Test
  void derivesTheAccountThatWalletsDerive() throws IOException {
    assertThat(TestKeys.anvilsFirst().account().checksummed()).isEqualTo(golden().signer());
  }

  @ParameterizedTest
  @MethodSource("made")
  void makesTheSameBytes(Made made) {
    EvmSigner signer = TestKeys.anvilsFirst();
    byte[] unsigned = made.transfer().unsigned();
    byte[] signed = made.transfer().signed(signer.sign(Keccak.hash(unsigned)));

    assertThat(Hex.of(unsigned)).isEqualTo(made.unsigned());
    assertThat(Hex.of(signed)).isEqualTo(made.signed());
    assertThat(Hex.of(Keccak.hash(signed))).isEqualTo(made.hash());
  }

  @ParameterizedTest
  @MethodSource("made")
  void readsItsPlanBack(Made made) {
    assertThat(Transfer.of(Hex.bytes(made.unsigned()))).isEqualTo(made.transfer());
  }

  @ParameterizedTest
  @MethodSource("made")
  void takesNoSignedTransactionForAPlan(Made made) {
    assertThatThrownBy(() -> Transfer.of(Hex.bytes(made.signed())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Transfer.of(new byte[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

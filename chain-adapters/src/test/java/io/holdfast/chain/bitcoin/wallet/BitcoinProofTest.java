package io.holdfast.chain.bitcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.Rejection;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of BIP-322 itself, and what is no signature. */
class BitcoinProofTest {
  private static final String KEY_HASH = "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l";
  private static final String KEY_HASH_HELLO =
      "AkcwRAIgZRfIY3p7/DoVTty6YZbWS71bc5Vct9p9Fia83eRmw2QCICK/ENGfwLtptFluMGs2KsqoNSk89pO7F29zJLUx9a/s"
          + "ASECx/EgAxlkQpQ9hYjgGu6EBCPMVPwVIVJqO4XCsMvViHI=";

  @ParameterizedTest
  @CsvSource({
    KEY_HASH
        + ",'',AkcwRAIgM2gBAQqvZX15ZiysmKmQpDrG83avLIT492QBzLnQIxYCIBaTpOaD20qRlEylyxFSeEA2ba9YOixpX8z46TSDtS40ASECx/EgAxlkQpQ9hYjgGu6EBCPMVPwVIVJqO4XCsMvViHI=",
    KEY_HASH + ",Hello World," + KEY_HASH_HELLO,
    "bc1ppv609nr0vr25u07u95waq5lucwfm6tde4nydujnu8npg4q75mr5sxq8lt3,Hello World,"
        + "AUHd69PrJQEv+oKTfZ8l+WROBHuy9HKrbFCJu7U1iK2iiEy1vMU5EfMtjc+VSHM7aU0SDbak5IUZRVno2P5mjSafAQ=="
  })
  void theVectorsOfTheBipHold(String address, String message, String signature) {
    assertThat(BitcoinProof.isSigned(address, message, signature)).isTrue();
    assertThat(BitcoinProof.isSigned(address, message + ".", signature)).isFalse();
  }

  @Test
  void noBitOfASignatureMayBeAnother() {
    byte[] witness = Base64.getDecoder().decode(KEY_HASH_HELLO);

    for (int bit = 0; bit < witness.length * Byte.SIZE; bit++) {
      byte[] changed = witness.clone();
      changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertThat(
              BitcoinProof.isSigned(
                  KEY_HASH, "Hello World", Base64.getEncoder().encodeToString(changed)))
          .as("bit " + bit)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "AA==", "////", "not Base64", "AkcwRAIg", "/QABAAA="})
  void whatIsNoWitnessProvesNothing(String answer) {
    assertThat(BitcoinProof.isSigned(KEY_HASH, "Hello World", answer)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
        "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3",
        "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0m"
      })
  void onlySegregatedWitnessAddressesOfOneKeyAreTaken(String address) {
    assertThatThrownBy(() -> new BitcoinProof().canonicalAddress(address))
        .isInstanceOf(Rejection.class);
  }
}

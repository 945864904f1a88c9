package io.holdfast.chain.stellar;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.key.StellarKeys;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StellarKeysTest {
  private static final byte[] SEED = seed(1);

  @Test
  void theSeedItselfIsTheKeyOfTheMoney() {
    assertThat(StellarKeys.of(SEED).custody().account()).isEqualTo(new Ed25519Key(SEED).account());
  }

  @Test
  void challengesAreSignedByAnotherKeyThatComesBackWithTheSeed() {
    StellarKeys keys = StellarKeys.of(SEED);

    assertThat(keys.signIn().account())
        .isNotEqualTo(keys.custody().account())
        .isEqualTo(StellarKeys.of(SEED).signIn().account())
        .isNotEqualTo(StellarKeys.of(seed(2)).signIn().account());
  }

  @Test
  void showsNoKey() {
    assertThat(StellarKeys.of(SEED))
        .hasToString("StellarKeys[custody=Ed25519Key, signIn=Ed25519Key]");
  }

  private static byte[] seed(int filling) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) filling);
    return seed;
  }
}

package io.holdfast.chain.bitcoin.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.HexFormat;
import org.bitcoinj.base.BitcoinNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
  private final Destinations main = new Destinations(BitcoinNetwork.MAINNET);
  private final Destinations regtest = new Destinations(BitcoinNetwork.REGTEST);

  /** Vectors of BIP-173, BIP-350, BIP-86 and of the chain itself. */
  @ParameterizedTest
  @CsvSource({
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, 76a91462e907b15cbf27d5425399ebf6f0fb50ebb88f1888ac",
    "3P14159f73E4gFr7JterCCQh9QjiTjiZrG, a914e9c3dd0c07aac76179ebc76a6c78d4d67c6c160a87",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4, 0014751e76e8199196d454941c45d1b3a323f1433bd6",
    "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3,"
        + " 00201863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0,"
        + " 512079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
  })
  void paysEveryKindOfAddressThatCanBeSpentAgain(String address, String script) {
    assertThat(HexFormat.of().formatHex(main.script(address))).isEqualTo(script);
    assertThat(main.canonical(address)).isEqualTo(address);
  }

  @Test
  void spellsBech32InLowerCase() {
    assertThat(main.canonical(" BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4 "))
        .isEqualTo("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "hello",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
        "bc1QW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
        "bc1sw50qgdz25j",
        "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
        "bitcoin:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111",
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> main.canonical(text))
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ADDRESS_MALFORMED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
      })
  void refusesAddressesOfAnotherNetwork(String address) {
    assertThatThrownBy(() -> regtest.canonical(address))
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ADDRESS_WRONG_NETWORK));
  }
}

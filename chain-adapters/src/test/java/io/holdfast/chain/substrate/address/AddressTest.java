package io.holdfast.chain.substrate.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.chain.substrate.Vectors;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AddressTest {
  /** The account of everybody's example, "Alice", on a network without a prefix of its own. */
  private static final String ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

  @Test
  void spellsAccountsAsOthersDo() {
    for (JsonNode vector : Vectors.ALL.get("addresses")) {
      Ss58 network = new Ss58(vector.get("prefix").asInt());
      AccountId account = account(vector.get("account"));
      String address = vector.get("address").asString();
      assertThat(network.address(account)).isEqualTo(address);
      assertThat(network.account(address)).isEqualTo(account);
    }
  }

  @Test
  void refusesAnAddressOfAnotherNetwork() {
    assertRefused(new Ss58(0), ALICE, ErrorCode.ADDRESS_WRONG_NETWORK);
    String polkadots = new Ss58(0).address(new Ss58(42).account(ALICE));
    assertRefused(new Ss58(42), polkadots, ErrorCode.ADDRESS_WRONG_NETWORK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "not an address",
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQX",
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ",
        "0x6b8c1b9b2e4b1f2f0c9f1f0a7f6d5e4c3b2a190807060504030201000f0e0d0c",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
      })
  void refusesWhatIsNoAddress(String text) {
    assertRefused(new Ss58(42), text, ErrorCode.ADDRESS_MALFORMED);
  }

  @Test
  void derivesDepositAccountsAsOthersDo() {
    DepositAccounts accounts = new DepositAccounts(account(Vectors.ALL.get("account")));
    for (JsonNode vector : Vectors.ALL.get("derived")) {
      assertThat(accounts.account(vector.get("number").asInt()))
          .isEqualTo(account(vector.get("account")));
    }
    assertThatThrownBy(() -> accounts.account(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hashesAsOthersDo() {
    JsonNode vector = Vectors.ALL.get("blake2");
    byte[] hash = Blake2.hash256(Vectors.bytes(vector.get("input").asString()));
    assertThat("0x" + HexFormat.of().formatHex(hash)).isEqualTo(vector.get("hash").asString());
  }

  private static AccountId account(JsonNode hex) {
    return AccountId.of(Vectors.bytes(hex.asString()));
  }

  private static void assertRefused(Ss58 network, String address, ErrorCode code) {
    assertThatThrownBy(() -> network.account(address))
        .isInstanceOfSatisfying(
            Rejection.class, rejection -> assertThat(rejection.code()).isEqualTo(code));
  }
}

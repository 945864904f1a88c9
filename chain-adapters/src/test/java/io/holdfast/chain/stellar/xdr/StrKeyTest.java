package io.holdfast.chain.stellar.xdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StrKeyTest {
  private static final String ACCOUNT = "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ";

  static Stream<JsonNode> muxed() {
    return Vectors.of("muxed");
  }

  static Stream<JsonNode> contracts() {
    return Vectors.of("contracts");
  }

  @ParameterizedTest
  @MethodSource("muxed")
  void spellsAnAccountWithAUsersNumberAsTheSdkDoes(JsonNode vector) {
    ScAddress.Account account =
        (ScAddress.Account) StrKey.decode(vector.path("account").asString());
    long id = Long.parseUnsignedLong(vector.path("id").asString());
    ScAddress muxed = new ScAddress.Muxed(account.key(), id);
    String spelling = vector.path("address").asString();

    assertThat(StrKey.encode(muxed)).isEqualTo(spelling);
    assertThat(StrKey.decode(spelling)).isEqualTo(muxed);
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void derivesTheContractOfAClassicAssetAsTheSdkDoes(JsonNode vector) {
    Network network = new Network(vector.path("network").asString());
    ClassicAsset asset = ClassicAsset.parse(vector.path("asset").asString());

    assertThat(StrKey.encode(network.contractOf(asset)))
        .isEqualTo(vector.path("contract").asString());
    assertThat(ClassicAsset.parse(asset.text())).isEqualTo(asset);
  }

  @Test
  void knowsTheContractOfLumensOnTheTestNetworkThatItsDocumentationNames() {
    assertThat(StrKey.encode(Network.TESTNET.contractOf(new ClassicAsset.Native())))
        .isEqualTo("CDLZFC3SYJYDZT7K67VZ75HPJVIEUVNIXF47ZG2FB2RMQQVU2HHGCYSC");
  }

  /** The invalid examples of SEP-23, and ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GAAAAAAAACGC6",
        "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUR",
        "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZA",
        "G47QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVP2I",
        "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLKA",
        "M47QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUQ",
        "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUK===",
        "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAAAAAAAACJUO",
        "ga7qynf7sowq3glr2bgmzehxavirza4kvwltjjfc7mgxua74p7ujvsgz",
        "SAAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQCAIBAEAQD3W6",
        "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080"
      })
  void refusesWhatIsNoAddressInItsOneSpelling(String text) {
    assertThatThrownBy(() -> StrKey.decode(text)).isInstanceOf(XdrException.class);
  }

  @Test
  void refusesAnyOneMistypedLetter() {
    assertThat(StrKey.encode(StrKey.decode(ACCOUNT))).isEqualTo(ACCOUNT);
    for (int i = 0; i < ACCOUNT.length(); i++) {
      char other = ACCOUNT.charAt(i) == 'A' ? 'B' : 'A';
      String mistyped = ACCOUNT.substring(0, i) + other + ACCOUNT.substring(i + 1);
      assertThatThrownBy(() -> StrKey.decode(mistyped)).isInstanceOf(XdrException.class);
    }
  }
}

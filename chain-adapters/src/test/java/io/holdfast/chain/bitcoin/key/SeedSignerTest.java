package io.holdfast.chain.bitcoin.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import java.util.HexFormat;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.crypto.ECKey;
import org.junit.jupiter.api.Test;

class SeedSignerTest {
  /** The seed of BIP-84's test vectors: "abandon … about" without a passphrase (BIP-39). */
  private static final byte[] SEED =
      HexFormat.of()
          .parseHex(
              "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc1"
                  + "9a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4");

  private final Signer main = new SeedSigner(BitcoinNetwork.MAINNET, SEED);

  @Test
  void makesTheAddressesOfBip84() {
    assertThat(main.account().extendedPublicKey())
        .isEqualTo(
            "xpub6CatWdiZiodmUeTDp8LT5or8nmbKNcuyvz7WyksVFkKB4RHwCD3XyuvPEbvqAQY3rAPshWcMLoP2fMFMKHPJ4ZeZ"
                + "XYVUhLv1VMrjPC7PW6V");
    assertThat(address(Branch.DEPOSIT, 0)).isEqualTo("bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu");
    assertThat(address(Branch.DEPOSIT, 1)).isEqualTo("bc1qnjg0jd8228aq7egyzacy8cys3knf9xvrerkf9g");
    assertThat(address(Branch.CHANGE, 0)).isEqualTo("bc1q8c6fshw2dlwun7ekn9qwf37cu2rn755upcp6el");
  }

  @Test
  void signsWithTheKeyOfTheAddressAndAlwaysTheSame() throws Exception {
    KeyPath path = new KeyPath(Branch.CHANGE, 7);
    Sha256Hash hash = Sha256Hash.of("content".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    byte[] signature = main.sign(path, hash);

    assertThat(ECKey.verify(hash.getBytes(), signature, main.account().publicKey(path))).isTrue();
    assertThat(main.sign(path, hash)).isEqualTo(signature);
  }

  @Test
  void usesAnotherAccountOnOtherNetworks() {
    Signer regtest = new SeedSigner(BitcoinNetwork.REGTEST, SEED);

    assertThat(regtest.account().address(new KeyPath(Branch.DEPOSIT, 0)).toString())
        .startsWith("bcrt1q");
    assertThat(regtest.account().publicKey(new KeyPath(Branch.DEPOSIT, 0)))
        .isNotEqualTo(main.account().publicKey(new KeyPath(Branch.DEPOSIT, 0)));
  }

  private String address(Branch branch, int index) {
    return main.account().address(new KeyPath(branch, index)).toString();
  }
}

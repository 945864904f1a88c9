package io.holdfast.chain.stellar.xdr;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LedgerEntriesTest {
  /** The example of a refused transaction in the documentation of sendTransaction. */
  @Test
  void readsWhyANodeRefusedATransaction() {
    TransactionResult result =
        TransactionResult.decode(Octets.ofBase64("AAAAAAAAAGT////7AAAAAA=="));

    assertThat(result).isEqualTo(new TransactionResult(100, TransactionResult.BAD_SEQUENCE));
    assertThat(result.name()).isEqualTo("txBAD_SEQ");
  }

  /** The example of a failed transaction in the documentation of getTransaction. */
  @Test
  void readsThatATransactionFailedAndWhatItCost() {
    TransactionResult result =
        TransactionResult.decode(Octets.ofBase64("AAAAAAAAAGT/////AAAAAQAAAAAAAAAB////+gAAAAA="));

    assertThat(result).isEqualTo(new TransactionResult(100, TransactionResult.FAILED));
  }

  @Test
  void namesAndReadsTrustLinesAsOthersDo() {
    ScAddress.Account issuer =
        (ScAddress.Account)
            StrKey.decode(Vectors.of("keys").toList().get(2).get("account").asString());
    List<ClassicAsset> assets =
        List.of(
            new ClassicAsset.Issued("USDC", issuer), new ClassicAsset.Issued("HOLDFAST", issuer));
    List<JsonNode> vectors = Vectors.of("trustLines").toList();

    assertThat(vectors).hasSize(2);
    for (int i = 0; i < vectors.size(); i++) {
      JsonNode vector = vectors.get(i);
      TrustLine line = TrustLine.decode(Vectors.base64(vector.get("data")));
      ScAddress.Account account =
          (ScAddress.Account) StrKey.decode(vector.get("account").asString());
      assertThat(line)
          .isEqualTo(
              new TrustLine(
                  account,
                  assets.get(i),
                  Long.parseLong(vector.get("balance").asString()),
                  Long.parseLong(vector.get("limit").asString()),
                  vector.get("flags").asInt() == 1));
      assertThat(TrustLine.key(account, assets.get(i)))
          .isEqualTo(Vectors.base64(vector.get("key")));
    }
  }

  @Test
  void aTrustLineTakesAsMuchAsItsLimitLeaves() {
    ScAddress.Account account = new ScAddress.Account(Octets.ofHex("01".repeat(32)));
    TrustLine line =
        new TrustLine(account, new ClassicAsset.Issued("USDC", account), 40, 100, true);

    assertThat(line.takes(BigInteger.valueOf(60))).isTrue();
    assertThat(line.takes(BigInteger.valueOf(61))).isFalse();
    assertThat(line.takes(BigInteger.TWO.pow(70))).isFalse();
  }
}

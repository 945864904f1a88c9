package io.holdfast.chain.stellar.xdr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}

package io.holdfast.chain.stellar.xdr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Two ledgers of the test network, from the example of getLedgers in Stellar's documentation. */
class LedgerHeaderTest {
  private static final String FIRST =
      "Q03hG0J6pLb4zaJZrCERpqoUjSq2tMev/oZOlKn0vYAAAAAWY6AkQmSfV+Rrnpq308LrTR1IZq7dUQr4HkNPlp"
          + "Dpw4/4WH/HGddpIrl1KZiCUKzFOi9sqkX+b56aTGNqhTRHtwAAAABnWzxJAAAAAAAAAAEAAAAAqCTNGLyddQZN"
          + "KZpbW6ykO8OqLzJpOBU9jC+btctt8DMAAABAjksBzacOp2IR06utjCmZ0QR6kgidREHCceghZapmZdNrS1uBiB"
          + "G8Zz5Eh7uxMga5IAHPVbkSgFgXzjwRk4i2At8/YZgEqS/bQFcZLcQ910jqd4rcUrxJjOgFJMAUuBEZkxHVMCvc"
          + "1iIZj7nTD2d91KT24H9FpOIGJLSiTuwys+0AAI2JDeC2s6dkAAAAAAAIewDXaQAAAAAAAAAAAAAB3wAAAGQATE"
          + "tAAAAAyESlcNBlpidDCvLHH8Nu1MWDHWwUXTfbvGKqvbvlzzrb2GJe+2UfU8rr8mWrJXRTcQhl5UYgKhOQUOWP"
          + "1nWgbp4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
          + "AAAAAAAAAAAAAAAAA=";
  private static final String SECOND =
      "IB84ykPPrQnQAofucNd+3IyIph4BhoP9Rm5xaIIiohcAAAAWQ03hG0J6pLb4zaJZrCERpqoUjSq2tMev/oZOlK"
          + "n0vYB8UE9ZJ4uLDnIu/g7+08D/eYnJjrJD07fGpWaVoLi29wAAAABnWzxOAAAAAAAAAAEAAAAAtV0Qsrt9KE7V"
          + "wDpHpeG1kMkPV4NVRxzEUHu+ggTSPIsAAABAN6Cc3KxXPM2WmFDtY/yPZM0aha2yhnHFBDaliMqO6BzVQMb9Zl"
          + "q5DoGrLr/xoFOp8YJ3RjLedF8w/KfN3ogPBuzRjPABveSt1CvvmDdnwUpSXyUsjdjECdbpjuKxaZZR+NeVPfeY"
          + "T06qs2v4JwBff4WWpIGwEXPcxq3tZKuekH8AAI2KDeC2s6dkAAAAAAAIewDaiQAAAAAAAAAAAAAB3wAAAGQATE"
          + "tAAAAAyESlcNBlpidDCvLHH8Nu1MWDHWwUXTfbvGKqvbvlzzrb2GJe+2UfU8rr8mWrJXRTcQhl5UYgKhOQUOWP"
          + "1nWgbp4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
          + "AAAAAAAAAAAAAAAAA=";

  @Test
  void computesTheHashOfARealLedgerAndFindsItsParent() {
    LedgerHeader first = LedgerHeader.decodeHistoryEntry(Octets.ofBase64(FIRST));
    LedgerHeader second = LedgerHeader.decodeHistoryEntry(Octets.ofBase64(SECOND));

    assertThat(first.sequence()).isEqualTo(36233);
    assertThat(first.hash().hex())
        .isEqualTo("434de11b427aa4b6f8cda259ac2111a6aa148d2ab6b4c7affe864e94a9f4bd80");
    assertThat(first.closeTimeSeconds()).isEqualTo(1734032457);
    assertThat(second.previousHash()).isEqualTo(first.hash());
    assertThat(second.sequence()).isEqualTo(36234);
  }

  @Test
  void believesNoHeaderThatWasChangedAnywhere() {
    byte[] bytes = Octets.ofBase64(FIRST).toArray();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> LedgerHeader.decodeHistoryEntry(Octets.of(changed)))
          .as("byte %s", i)
          .isInstanceOf(XdrException.class);
    }
  }

  @Test
  void believesNoHeaderThatIsCut() {
    Octets whole = Octets.ofBase64(FIRST);
    for (int length = 0; length < whole.length(); length++) {
      Octets cut = whole.slice(0, length);
      assertThatThrownBy(() -> LedgerHeader.decodeHistoryEntry(cut))
          .isInstanceOf(XdrException.class);
    }
  }
}

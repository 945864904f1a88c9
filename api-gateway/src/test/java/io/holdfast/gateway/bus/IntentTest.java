package io.holdfast.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.withdrawal.WithdrawalId;
import org.junit.jupiter.api.Test;

class IntentTest {
  private static final Intent INTENT = new Intent("user:alice", "POST", "/api/withdrawals", "k");

  @Test
  void theSameIntentNamesTheSameThingForEver() {
    assertThat(INTENT.digest()).isEqualTo("b0c9cd8d6824f28f917aabb59cbfc431");
    assertThat(new WithdrawalId(WithdrawalId.PREFIX + INTENT.digest()).value()).hasSize(11 + 32);
  }

  @Test
  void intentsThatDifferAnywhereNameDifferentThings() {
    assertThat(
            new String[] {
              INTENT.digest(),
              new Intent("user:bob", "POST", "/api/withdrawals", "k").digest(),
              new Intent("user:alice", "PUT", "/api/withdrawals", "k").digest(),
              new Intent("user:alice", "POST", "/api/withdrawals/", "k").digest(),
              new Intent("user:alice", "POST", "/api/withdrawals", "kk").digest(),
              new Intent("user:alice", "POST", "/api/withdrawal", "sk").digest(),
            })
        .doesNotHaveDuplicates();
  }
}

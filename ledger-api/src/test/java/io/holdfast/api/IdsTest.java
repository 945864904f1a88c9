package io.holdfast.api;

import static io.holdfast.api.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.deposit.DepositId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.journal.EntryId;
import io.holdfast.api.withdrawal.WithdrawalId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @ParameterizedTest
  @ValueSource(strings = {"entry:1", "entry:a.b_c:d-E", "entry:0"})
  void takesHarmlessCharactersBehindThePrefix(String id) {
    assertThat(new EntryId(id).value()).isEqualTo(id);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "1",
        "entry",
        "entry:",
        "entry: ",
        "entry:-1",
        "entry:a/b",
        "entry:a b",
        "entry:ä",
        "entry:a\n",
        "entry:a'--",
        "account:1",
        "ENTRY:1"
      })
  void refusesEverythingElse(String id) {
    assertRefused(ErrorCode.MALFORMED_ID, () -> new EntryId(id));
  }

  @Test
  void hasOneHundredAndTwentyCharactersBehindThePrefixAtMost() {
    assertThat(new EntryId("entry:" + "a".repeat(120)).value()).hasSize(126);
    assertRefused(ErrorCode.MALFORMED_ID, () -> new EntryId("entry:" + "a".repeat(121)));
  }

  @Test
  void tellsBoundaryAccountsFromGuardedOnes() {
    assertThat(new AccountId("account:alice").isBoundary()).isFalse();
    assertThat(
            List.of(
                AccountId.world("bitcoin"),
                AccountId.fees("bitcoin"),
                AccountId.shortfall("bitcoin"),
                AccountId.suspense("bitcoin")))
        .allMatch(AccountId::isBoundary);
    assertRefused(ErrorCode.MALFORMED_ID, () -> new AccountId("boundary:"));
    assertRefused(ErrorCode.MALFORMED_ID, () -> new AccountId("somebody:alice"));
  }

  @Test
  void namesADepositAfterItsPlaceOnTheChain() {
    assertThat(DepositId.of("bitcoin", "aa", 1).value()).isEqualTo("deposit:bitcoin:aa:1");
  }

  @Test
  void refusesAWithdrawalWhoseHoldCouldNotBeNamed() {
    WithdrawalId longest = new WithdrawalId("withdrawal:" + "a".repeat(120));
    assertRefused(ErrorCode.MALFORMED_ID, longest::hold);
  }
}

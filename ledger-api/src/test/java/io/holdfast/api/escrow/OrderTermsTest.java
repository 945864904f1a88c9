package io.holdfast.api.escrow;

import static io.holdfast.api.Refused.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of what an order is made of. */
class OrderTermsTest {
  private static final Duration DAY = Duration.ofDays(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG",
        "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy"
      })
  void contentIsNamedByEitherVersionOfCid(String cid) {
    assertThat(new Cid(cid).value()).isEqualTo(cid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Qm",
        "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbd0",
        "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdGG",
        "BAFKREIGH2AKISCAILDCQABSYG3DFR6CHU3FGPREGIYMSCK7E7AQA4S52ZY",
        "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52z1",
        "bafkreigh2",
        "ipfs://bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy",
        "bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy\n"
      })
  void nothingElseNamesContent(String cid) {
    assertRefused(ErrorCode.MALFORMED_REQUEST, () -> new Cid(cid));
  }

  @Test
  void thePotAndTheEntriesOfTheLongestOrderHaveNames() {
    OrderId longest = new OrderId("order:" + "a".repeat(90));
    assertThat(longest.pot().isPot()).isTrue();
    assertThat(longest.payout(Integer.MAX_VALUE).value()).startsWith("entry:order:");
    assertThat(PaymentId.fromBalance(longest).entry().value()).startsWith("entry:payment:order:");
    assertRefused(ErrorCode.MALFORMED_ID, () -> new OrderId("order:" + "a".repeat(91)));
  }

  @Test
  void onlyPotsAreKeptFromPeople() {
    AccountId own = new AccountId("account:alice");
    assertThat(own.requireNoPot()).isEqualTo(own);
    assertRefused(ErrorCode.FORBIDDEN, () -> new OrderId("order:1").pot().requireNoPot());
  }

  @Test
  void eachDeadlineIsAMinuteToAYear() {
    assertThat(times(Duration.ofMinutes(1)).appeal()).hasMinutes(1);
    assertThat(times(Duration.ofDays(365)).appeal()).hasDays(365);
    for (Duration wrong :
        new Duration[] {
          Duration.ZERO,
          Duration.ofMinutes(1).minusMillis(1),
          Duration.ofDays(365).plusMillis(1),
          Duration.ofMinutes(2).plusNanos(1),
          Duration.ofDays(1).negated()
        }) {
      assertRefused(ErrorCode.MALFORMED_REQUEST, () -> times(wrong));
    }
  }

  @Test
  void anItemHasAReferenceAndATitle() {
    assertThat(new Item("lamp-1", "t".repeat(200), null).title()).hasSize(200);
    for (String title : new String[] {"", " ", "t".repeat(201), "a\nb"}) {
      assertRefused(ErrorCode.MALFORMED_REQUEST, () -> new Item("lamp-1", title, null));
    }
    for (String reference : new String[] {"", "a b", "r".repeat(121), "-a"}) {
      assertRefused(ErrorCode.MALFORMED_REQUEST, () -> new Item(reference, "A lamp", null));
    }
  }

  private static OrderTimes times(Duration one) {
    return new OrderTimes(DAY, DAY, DAY, DAY, DAY, DAY, one);
  }
}

package io.holdfast.chain.bitcoin.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SatoshiTest {
  @Property
  void everyAmountIsReadBackAsItWasWritten(
      @ForAll @LongRange(min = 0, max = 2_100_000_000_000_000L) long sats) {
    BigDecimal written = BigDecimal.valueOf(sats, 8);

    assertThat(Satoshi.exactly(new BigDecimal(written.toPlainString()))).isEqualTo(sats);
    assertThat(Satoshi.exactly(written.stripTrailingZeros())).isEqualTo(sats);
  }

  @Test
  void readsWhatADoubleWouldGetWrong() {
    assertThat(Satoshi.exactly(new BigDecimal("20999999.99999999")))
        .isEqualTo(2_099_999_999_999_999L);
    assertThat(Satoshi.exactly(new BigDecimal("1e-8"))).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.000000001", "-1", "21000000.00000001", "1e99", "1e999999999", "1e-999999999"})
  void refusesWhatNoNodeCanMean(String amount) {
    assertThatThrownBy(() -> Satoshi.exactly(new BigDecimal(amount)))
        .isInstanceOf(NodeAnsweredRubbish.class);
  }
}

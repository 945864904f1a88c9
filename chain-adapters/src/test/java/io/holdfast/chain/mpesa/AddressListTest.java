package io.holdfast.chain.mpesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {
  private final AddressList list =
      new AddressList(List.of("196.201.214.200", "10.1.0.0/15", "2001:db8::/33"));

  @ParameterizedTest
  @ValueSource(
      strings = {"196.201.214.200", "10.1.255.255", "10.0.0.1", "2001:db8::1", "2001:db8:7fff::"})
  void hasWhatIsInItsNetworks(String address) {
    assertThat(list.contains(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "196.201.214.201",
        "10.2.0.0",
        "2001:db8:8000::",
        "unknown",
        "",
        "1",
        "localhost",
        "10.1",
        "::ffff:1.2.3.4.5",
        "256.1.1.1"
      })
  void hasNothingElse(String address) {
    assertThat(list.contains(address)).isFalse();
  }

  @Test
  void isMadeOfNetworksOnly() {
    for (String text : List.of("10.0.0.0/33", "10.0/8", "x")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new AddressList(List.of(text)));
    }
  }
}

package io.holdfast.api.mpesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KenyanPhoneTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"+254712345678", "254712345678", "0712345678", "0712 345 678", "+254 712-345-678"})
  void readsWhatAPersonTypes(String text) {
    assertThat(KenyanPhone.of(text).e164()).isEqualTo("+254712345678");
    assertThat(KenyanPhone.of(text).msisdn()).isEqualTo("254712345678");
  }

  @Test
  void takesTheNewerNumbersToo() {
    assertThat(KenyanPhone.of("0112345678").e164()).isEqualTo("+254112345678");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "712345678",
        "071234567",
        "07123456789",
        "0212345678",
        "+255712345678",
        "00254712345678",
        "+2540712345678",
        "0712345678x",
        "０７１２３４５６７８",
        "+254712345678\n"
      })
  void refusesWhatIsNoMobileNumberOfKenya(String text) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> KenyanPhone.of(text))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
  }

  @Test
  void neverShowsItself() {
    assertThat(KenyanPhone.of("0712345678")).hasToString("+254…");
  }
}

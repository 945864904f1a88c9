package io.holdfast.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.env.MockEnvironment;

class WebPortInitializerTest {
  @ParameterizedTest
  @ValueSource(strings = {"99999", "65536", "-1", "eighty", "", "80.5", "8080 8081"})
  void saysInASentenceWhatIsNoPortAndWhatToDo(String port) {
    assertThatThrownBy(() -> start(port))
        .isInstanceOfSatisfying(
            CannotStart.class,
            refusal ->
                assertThat(refusal.remedy())
                    .isEqualTo("Choose one from 1 to 65535, or 0 for any that is free."))
        .hasMessage("server.port is " + port + ", which is no port.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "8080", "65535", " 8080 "})
  void takesEveryPort(String port) {
    assertThatCode(() -> start(port)).doesNotThrowAnyException();
  }

  @Test
  void leavesTheDefaultAlone() {
    assertThatCode(() -> new WebPortInitializer().initialize(context(new MockEnvironment())))
        .doesNotThrowAnyException();
  }

  private static void start(String port) {
    new WebPortInitializer()
        .initialize(context(new MockEnvironment().withProperty("server.port", port)));
  }

  private static GenericApplicationContext context(MockEnvironment environment) {
    GenericApplicationContext context = new GenericApplicationContext();
    context.setEnvironment(environment);
    return context;
  }
}

package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringGateTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir private Path folder;

  @Test
  void isOpenWhereOnlyThisMachineReachesTheDoor() {
    assertThat(gate(null, "127.0.0.1").admits(null)).isTrue();
    assertThat(gate(null, "::1").admits(null)).isTrue();
  }

  @Test
  void isClosedWhereOthersReachTheDoor() {
    assertThat(gate(null, "0.0.0.0").admits(null)).isFalse();
    assertThat(gate(null, "10.0.0.7").admits(null)).isFalse();
    assertThat(gate(null, null).admits(null)).isFalse();
  }

  @Test
  void doesAsItIsToldWhereverTheDoorIs() {
    assertThat(gate(false, "127.0.0.1").admits(null)).isFalse();
    assertThat(gate(true, "0.0.0.0").admits(null)).isTrue();
  }

  @Test
  void doesNotStartClosedWithoutAFileForItsToken() {
    SecuritySettings settings = settings(false, null);
    assertThatThrownBy(() -> MonitoringGate.of(settings, null, random))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("holdfast.security.monitoring-token-file");
  }

  private MonitoringGate gate(@Nullable Boolean open, @Nullable String address) {
    return MonitoringGate.of(
        settings(open, folder.resolve("token")),
        address == null ? null : InetAddress.ofLiteral(address),
        random);
  }

  private static SecuritySettings settings(@Nullable Boolean open, @Nullable Path token) {
    return new SecuritySettings(
        Path.of("unused"),
        Path.of("unused"),
        Duration.ofMinutes(30),
        "a",
        "b",
        List.of(),
        30,
        10,
        open,
        token,
        null);
  }
}

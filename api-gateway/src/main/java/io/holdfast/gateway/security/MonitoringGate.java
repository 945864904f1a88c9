package io.holdfast.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Who may look at the figures and at the health of every part. They name parts and rates, no person
 * and no amount, and tell a stranger how busy we are and what fails. Where only this machine
 * reaches the door they are open; anywhere else whoever looks shows a token, which a monitoring
 * system keeps in a file. It opens nothing else. Thread-safe.
 */
final class MonitoringGate {
  private static final int TOKEN_BYTES = 32;

  private final byte @Nullable [] expected;

  private MonitoringGate(byte @Nullable [] expected) {
    this.expected = expected;
  }

  /**
   * @param address where the web door listens; null: at every address of this machine
   * @throws IllegalStateException where a token is needed and there is no file for it
   */
  static MonitoringGate of(
      SecuritySettings settings, @Nullable InetAddress address, SecureRandom random) {
    Boolean wanted = settings.monitoringOpen();
    boolean open = wanted == null ? address != null && address.isLoopbackAddress() : wanted;
    if (open) {
      return new MonitoringGate(null);
    }
    if (settings.monitoringTokenFile() == null) {
      throw new IllegalStateException(
          "holdfast.security.monitoring-token-file is needed where others reach the web port");
    }
    String token = SecretFile.readOrCreate(settings.monitoringTokenFile(), () -> token(random));
    return new MonitoringGate(("Bearer " + token).getBytes(UTF_8));
  }

  /**
   * @param authorization the request's header of that name
   */
  boolean admits(@Nullable String authorization) {
    return expected == null
        || (authorization != null
            && MessageDigest.isEqual(expected, authorization.getBytes(UTF_8)));
  }

  private static String token(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

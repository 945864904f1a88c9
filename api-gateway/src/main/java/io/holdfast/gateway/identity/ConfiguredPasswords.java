package io.holdfast.gateway.identity;

import io.holdfast.gateway.security.SecretFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The hash that each of {@code holdfast.users[]} comes with: their own, or the sandbox's. */
final class ConfiguredPasswords {
  private final @Nullable String sandboxHash;

  /** Makes the sandbox's password at the first start. */
  ConfiguredPasswords(SandboxSettings sandbox, SecureRandom random) {
    Path file = sandbox.passwordFile();
    sandboxHash =
        sandbox.enabled() && file != null
            ? Passwords.encode(SecretFile.readOrCreate(file, () -> Passwords.byChance(random)))
            : null;
  }

  /**
   * @throws IllegalArgumentException where there is none
   */
  String hashOf(User user) {
    String hash = user.passwordHash() == null ? sandboxHash : user.passwordHash();
    if (hash == null) {
      throw new IllegalArgumentException(
          "holdfast.users: " + user.id() + " has no password-hash, and this is not the sandbox");
    }
    return hash;
  }
}

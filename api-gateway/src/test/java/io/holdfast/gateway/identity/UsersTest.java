package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.identity.Role;
import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.identity.Credentials.Credential;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
  private static final User ALICE = aUser("alice", Set.of(Role.CUSTOMER), null);
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final SandboxSettings NO_SANDBOX = new SandboxSettings(false, null);

  @TempDir private Path folder;

  @Test
  void nobodyIsConfiguredTwiceAndNoAuditorHasAnotherRole() {
    refuses(List.of(ALICE, ALICE), "twice");
    User namesake = new User("user:al", ALICE.email(), "Al", Set.of(Role.CUSTOMER), null);
    refuses(List.of(ALICE, namesake), "e-mail");
    refuses(List.of(aUser("eve", Set.of(Role.AUDITOR, Role.OPERATOR), null)), "auditor");
  }

  @Test
  void outsideTheSandboxEveryUserNeedsAPasswordHash() {
    assertThatThrownBy(() -> new ConfiguredPasswords(NO_SANDBOX, CHANCE).hashOf(ALICE))
        .hasMessageContaining("user:alice has no password-hash");
  }

  @Test
  void theSandboxPasswordOpensForWhoeverHasNoneOfTheirOwn() throws Exception {
    Path file = folder.resolve("secrets").resolve("password");
    SandboxSettings sandbox = new SandboxSettings(true, file);
    String hash = new ConfiguredPasswords(sandbox, CHANCE).hashOf(ALICE);
    String password = java.nio.file.Files.readString(file).strip();
    assertThat(counts(password, hash)).isTrue();
    assertThat(counts(password + "x", hash)).isFalse();
    assertThat(new Passwords(CHANCE).matching(List.of(), password)).isEmpty();
  }

  @Test
  void aUserWithAHashOfTheirOwnSignsInByItOnly() {
    String hash =
        org.springframework.security.crypto.argon2.Argon2PasswordEncoder
            .defaultsForSpringSecurity_v5_8()
            .encode("correct horse");
    User bob = aUser("bob", Set.of(Role.CUSTOMER), hash);
    assertThat(new ConfiguredPasswords(NO_SANDBOX, CHANCE).hashOf(bob)).isEqualTo(hash);
    assertThat(counts("correct horse", hash)).isTrue();
    assertThat(counts("", hash)).isFalse();
  }

  private static boolean counts(String password, String hash) {
    Credential credential =
        new Credential(
            new UserId("user:x"), new EmailId(EmailId.PREFIX + "a".repeat(64)), hash, false);
    return new Passwords(CHANCE)
        .matching(List.of(credential), password)
        .equals(List.of(credential));
  }

  private static void refuses(List<User> users, String reason) {
    assertThatThrownBy(() -> new Users(users))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  private static User aUser(String name, Set<Role> roles, String hash) {
    return new User("user:" + name, name + "@sandbox.test", name, roles, hash);
  }
}

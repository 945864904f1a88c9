package io.holdfast.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.identity.Role;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
  private static final User ALICE = aUser("alice", Set.of(Role.CUSTOMER), null);
  private static final SandboxSettings NO_SANDBOX = new SandboxSettings(false, null);

  @TempDir private Path folder;

  @Test
  void aUserIsFoundByEmailHoweverItIsTyped() {
    Users users = new Users(List.of(ALICE));
    assertThat(users.byEmail(" Alice@Sandbox.TEST ")).contains(ALICE);
    assertThat(users.byEmail("bob@sandbox.test")).isEmpty();
  }

  @Test
  void nobodyIsConfiguredTwiceAndNoAuditorHasAnotherRole() {
    refuses(List.of(ALICE, ALICE), "twice");
    User namesake = new User("user:al", ALICE.email(), "Al", Set.of(Role.CUSTOMER), null);
    refuses(List.of(ALICE, namesake), "e-mail");
    refuses(List.of(aUser("eve", Set.of(Role.AUDITOR, Role.OPERATOR), null)), "auditor");
  }

  @Test
  void outsideTheSandboxEveryUserNeedsAPasswordHash() {
    assertThatThrownBy(
            () -> new Passwords(new Users(List.of(ALICE)), NO_SANDBOX, new SecureRandom()))
        .hasMessageContaining("user:alice has no password-hash");
  }

  @Test
  void theSandboxPasswordOpensForWhoeverHasNoneOfTheirOwn() throws Exception {
    Path file = folder.resolve("secrets").resolve("password");
    SandboxSettings sandbox = new SandboxSettings(true, file);
    Passwords passwords = new Passwords(new Users(List.of(ALICE)), sandbox, new SecureRandom());
    String password = java.nio.file.Files.readString(file).strip();
    assertThat(passwords.verify(Optional.of(ALICE), password)).contains(ALICE);
    assertThat(passwords.verify(Optional.of(ALICE), password + "x")).isEmpty();
    assertThat(passwords.verify(Optional.empty(), password)).isEmpty();
  }

  @Test
  void aUserWithAHashOfTheirOwnSignsInByItOnly() {
    String hash =
        org.springframework.security.crypto.argon2.Argon2PasswordEncoder
            .defaultsForSpringSecurity_v5_8()
            .encode("correct horse");
    User bob = aUser("bob", Set.of(Role.CUSTOMER), hash);
    Passwords passwords = new Passwords(new Users(List.of(bob)), NO_SANDBOX, new SecureRandom());
    assertThat(passwords.verify(Optional.of(bob), "correct horse")).contains(bob);
    assertThat(passwords.verify(Optional.of(bob), "")).isEmpty();
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

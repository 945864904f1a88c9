package io.holdfast.gateway.personal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import io.holdfast.testkit.TestDatabase;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sealed texts and the table of their keys. */
class PersonalDataIT {
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final String SECRET = PersonalData.newSecret(CHANCE);
  private static TestDatabase database;

  private final PersonalData personal = with(SECRET);
  private final UserId alice = someone();

  @BeforeAll
  static void create() {
    database = TestDatabase.create("door");
  }

  @Test
  void opensWhatItSealed() {
    Sealed sealed = personal.seal(alice, "Zoë <zoe@example.org>");

    assertThat(sealed.value()).doesNotContain("zoe");
    assertThat(with(SECRET).open(alice, sealed)).contains("Zoë <zoe@example.org>");
  }

  @Test
  void sealsTheSameTextNeverTheSameWay() {
    assertThat(personal.seal(alice, "a")).isNotEqualTo(personal.seal(alice, "a"));
  }

  @Test
  void knowsWhoWasWelcomeUntilTheyAreForgotten() {
    assertThat(personal.isKnown(alice)).isFalse();
    personal.welcome(alice);
    Sealed sealed = personal.seal(alice, "a");
    personal.welcome(alice);

    assertThat(personal.isKnown(alice)).isTrue();
    assertThat(personal.open(alice, sealed)).contains("a");

    personal.forget(alice);
    assertThat(personal.isKnown(alice)).isFalse();
    assertThatThrownBy(() -> personal.welcome(alice)).isInstanceOf(Rejection.class);
  }

  @Test
  void opensNothingAsAnothers() {
    UserId bob = someone();
    personal.seal(bob, "b");

    assertThat(personal.open(bob, personal.seal(alice, "a"))).isEmpty();
    assertThat(personal.open(someone(), personal.seal(alice, "a"))).isEmpty();
  }

  @Test
  void opensNothingThatWasChanged() {
    byte[] sealed =
        Base64.getUrlDecoder()
            .decode(personal.seal(alice, "a").value().substring(Sealed.PREFIX.length()));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(personal.open(alice, new Sealed(Sealed.PREFIX + text))).as("byte " + i).isEmpty();
    }
  }

  @Test
  void opensNothingOnceThePersonIsForgotten() {
    Sealed sealed = personal.seal(alice, "a");

    personal.forget(alice);
    personal.forget(alice);

    assertThat(personal.open(alice, sealed)).isEmpty();
    assertThat(keys(alice)).isZero();
  }

  @Test
  void sealsNothingMoreForThePersonWhoIsForgotten() {
    UserId neverSealed = someone();
    personal.forget(neverSealed);

    assertThatThrownBy(() -> personal.seal(neverSealed, "a"))
        .isInstanceOfSatisfying(
            Rejection.class, refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
    assertThat(keys(neverSealed)).isZero();
  }

  @Test
  void makesOneKeyForAllWhoSealAtOnce() throws Exception {
    List<Callable<Sealed>> many = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      many.add(() -> with(SECRET).seal(alice, "a"));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(many.size())) {
      for (Future<Sealed> sealed : threads.invokeAll(many)) {
        assertThat(personal.open(alice, sealed.get())).contains("a");
      }
    }
  }

  @Test
  void saysSoWhereTheSecretIsAnother() {
    Sealed sealed = personal.seal(alice, "a");

    assertThatIllegalStateException()
        .isThrownBy(() -> with(PersonalData.newSecret(CHANCE)).open(alice, sealed))
        .withMessageContaining(alice.value());
  }

  @Test
  void takesNoMoreThanFourKibibytes() {
    assertThat(personal.open(alice, personal.seal(alice, "é".repeat(2_048))))
        .hasValueSatisfying(
            text -> assertThat(text.getBytes(UTF_8)).hasSize(PersonalData.MOST_BYTES));
    assertThatThrownBy(() -> personal.seal(alice, "é".repeat(2_048) + "a"))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void knowsAnAddressInEverySpellingThatMeansTheSame() {
    assertThat(personal.emailId("Alice@Example.org"))
        .isEqualTo(personal.emailId(" alice@example.org "))
        .isEqualTo(with(SECRET).emailId("alice@example.org"))
        .isNotEqualTo(personal.emailId("alice@example.net"))
        .isNotEqualTo(with(PersonalData.newSecret(CHANCE)).emailId("alice@example.org"));
  }

  private static PersonalData with(String secret) {
    return new PersonalData(database.dataSource(), secret, CHANCE);
  }

  private static UserId someone() {
    return new UserId("user:" + UUID.randomUUID());
  }

  private static long keys(UserId user) {
    return JdbcClient.create(database.dataSource())
        .sql("select count(sealed) from door.person_key where user_id = :user")
        .param("user", user.value())
        .query(Long.class)
        .single();
  }
}

package io.holdfast.query.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.query.transparency.VerifierKey.Kind;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
  /** The key and the note of the tests of Go's package sumdb/note. */
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String PETERS_NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;

  @Test
  void believesTheNoteThatAnotherImplementationSigned() {
    VerifierKey key = VerifierKey.parse(PETER);

    assertThat(key.signed(Note.parse(PETERS_NOTE))).isTrue();
    assertThat(key).hasToString(PETER);
    assertThat(Note.parse(PETERS_NOTE)).hasToString(PETERS_NOTE);
  }

  @Test
  void doesNotBelieveItOnceALetterOfItIsAnother() {
    VerifierKey key = VerifierKey.parse(PETER);

    assertThat(key.signed(Note.parse(PETERS_NOTE.replace("your problem is", "the problem is"))))
        .isFalse();
    assertThat(key.signed(Note.parse(PETERS_NOTE.replace("— PeterNeumann", "— PeterPan"))))
        .isFalse();
    assertThat(key.signed(Note.parse(PETERS_NOTE.replace("x08go/ZJkuBS9", "x08go/ZJkuBT9"))))
        .isFalse();
  }

  @Test
  void aCheckpointIsSignedSoThatItsOwnKeyBelievesItAndNoOther() throws Exception {
    SigningKey ours = key("example.com/log");
    CheckpointText text = new CheckpointText("example.com/log", 7, Hash.EMPTY);
    Note note = Note.parse(ours.sign(text.toString()).toString());

    assertThat(ours.verifier().signed(note)).isTrue();
    assertThat(VerifierKey.parse(ours.verifier().toString()).signed(note)).isTrue();
    assertThat(key("example.com/log").verifier().signed(note)).isFalse();
    assertThat(CheckpointText.parse(note.text())).isEqualTo(text);
  }

  /** A key of a log must not pass for one of a witness: they sign other bytes. */
  @Test
  void theSameKeyOfAnotherKindHasAnotherId() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    assertThat(VerifierKey.of("w", Kind.WITNESS, pair.getPublic()).id())
        .isNotEqualTo(VerifierKey.of("w", Kind.LOG, pair.getPublic()).id());
  }

  @Test
  void theKeyShowsNothingOfItself() throws Exception {
    assertThat(key("example.com/log")).hasToString("SigningKey of example.com/log");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "text\n",
        "text\n\n",
        "text\n\nno signature\n",
        "text\n\n— name !\n",
        "text\n\n— na+me AAAAAAAA\n",
        "text\n\n— name AAAA\n",
        "text\n\n— name AAAAAAAA"
      })
  void refusesWhatIsNoNote(String text) {
    assertThatThrownBy(() -> Note.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+Axpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc"
      })
  void refusesWhatIsNoVerifierKey(String text) {
    assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "o\n1\n", "o\n01\nAAAA\n", "o\n-1\nAAAA\n", "o\n1\nAAAA\n", "\n1\n\n"})
  void refusesWhatIsNoCheckpoint(String text) {
    assertThatThrownBy(() -> CheckpointText.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SigningKey key(String name) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    return new SigningKey(name, pair.getPrivate(), pair.getPublic());
  }
}

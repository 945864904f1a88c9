package io.holdfast.gateway.personal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.OpensSealed;
import io.holdfast.api.user.Sealed;
import io.holdfast.api.user.UserId;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

/**
 * Seals what is said of a person before it becomes a command, and opens it for those who may see
 * it. Each person has a key of their own; when it is destroyed, all that was ever sealed for them
 * is lost, in the log, its copies and its backups alike. Thread-safe; blocks: call it on a worker.
 */
public final class PersonalData implements OpensSealed {
  /** Of a text, in UTF-8; a longer one is cut by who sends it. */
  public static final int MOST_BYTES = 4_096;

  private static final String HMAC = "HmacSHA256";

  private final PersonKeys keys;
  private final byte[] wrapping;
  private final byte[] addressing;
  private final SecureRandom chance;

  /**
   * @param secret 64 hex digits; whoever has it and the database can open everything
   */
  public PersonalData(DataSource source, String secret, SecureRandom chance) {
    byte[] master = HexFormat.of().parseHex(secret);
    if (master.length != Seal.KEY_BYTES) {
      throw new IllegalArgumentException("the secret of personal data has 64 hex digits");
    }
    this.keys = new PersonKeys(source);
    this.wrapping = mac(master, "keys of persons");
    this.addressing = mac(master, "e-mail addresses");
    this.chance = chance;
  }

  /** A secret by chance. */
  public static String newSecret(SecureRandom chance) {
    return HexFormat.of().formatHex(random(chance));
  }

  /**
   * Makes a key for who has shown that there is such a person. Quiet where there is one.
   *
   * @throws Rejection NOT_FOUND for a person who is forgotten
   */
  public void welcome(UserId person) {
    requireKey(person);
  }

  /** Whether this person has a key: not who was never welcome, and not who is forgotten. */
  public boolean isKnown(UserId person) {
    return keys.find(person.value()).isPresent();
  }

  /**
   * Welcomes the person, too.
   *
   * @throws Rejection MALFORMED_REQUEST for a text that is too long, NOT_FOUND for a person who is
   *     forgotten
   */
  public Sealed seal(UserId person, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    if (bytes.length > MOST_BYTES) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "A text has " + MOST_BYTES + " bytes at most.");
    }
    byte[] sealed = Seal.close(requireKey(person), about(person), bytes, chance);
    return new Sealed(
        Sealed.PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
  }

  /** What was sealed for this person; nothing where it was for another, or the key is destroyed. */
  @Override
  public Optional<String> open(UserId person, Sealed sealed) {
    byte[] bytes = Base64.getUrlDecoder().decode(sealed.value().substring(Sealed.PREFIX.length()));
    return keyOf(person)
        .flatMap(key -> Seal.open(key, about(person), bytes))
        .map(text -> new String(text, UTF_8));
  }

  /** Destroys the person's key, for good. */
  public void forget(UserId person) {
    keys.destroy(person.value());
  }

  /**
   * What stands for an e-mail address: the same for each way to write it that differs in the case
   * of letters only. It is not told by who has no secret, and so not found by trying addresses.
   */
  public EmailId emailId(String email) {
    String one = Normalizer.normalize(email.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    return new EmailId(EmailId.PREFIX + HexFormat.of().formatHex(mac(addressing, one)));
  }

  private byte[] requireKey(UserId person) {
    return keyOf(person).or(() -> made(person)).orElseThrow(PersonalData::forgotten);
  }

  private Optional<byte[]> keyOf(UserId person) {
    return keys.find(person.value())
        .map(
            wrapped ->
                Seal.open(wrapping, about(person), wrapped)
                    .orElseThrow(
                        () -> new IllegalStateException("this is not the secret of " + person)));
  }

  /** Of two who make one at once, the key that was kept counts for both. */
  private Optional<byte[]> made(UserId person) {
    keys.keep(person.value(), Seal.close(wrapping, about(person), random(chance), chance));
    return keyOf(person);
  }

  private static byte[] about(UserId person) {
    return person.value().getBytes(UTF_8);
  }

  private static byte[] random(SecureRandom chance) {
    byte[] bytes = new byte[Seal.KEY_BYTES];
    chance.nextBytes(bytes);
    return bytes;
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }

  private static Rejection forgotten() {
    return new Rejection(ErrorCode.NOT_FOUND, "There is no such person.");
  }
}

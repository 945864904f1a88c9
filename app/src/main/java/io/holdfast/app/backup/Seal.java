package io.holdfast.app.backup;

import io.holdfast.app.start.CannotStart;
import io.holdfast.chain.key.Stretching;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one backup, and the line that the file begins with. The key is made of the operator's
 * passphrase by Argon2id with a salt of this file alone, so no key ever seals two files and a
 * counter serves as nonce. HKDF (RFC 5869) makes two values of it, bound to the line's parameters:
 * the key of the content, and a check that stands in the line. So a wrong passphrase is told from a
 * damaged file, before anything else is read.
 *
 * <p>The content is cut into chunks, each sealed by AES-256-GCM under its number and whether it is
 * the last one: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, 2015), as the file
 * format age (C2SP) uses it. A chunk that is changed, moved, dropped or cut off does not open.
 */
final class Seal {
  /** What of the content is sealed at once. */
  static final int CHUNK_BYTES = 65_536;

  static final int TAG_BYTES = 16;

  /** Within so many bytes a first line ends. */
  static final int MOST_BEGINNING = 256;

  private static final String FORM = "holdfast-backup/1";
  private static final Pattern LINE =
      Pattern.compile(FORM + " argon2id (\\d{1,7}) (\\d{1,3}) ([0-9a-f]{32}) ([0-9a-f]{64})\n");
  private static final HexFormat HEX = HexFormat.of();

  private final String line;
  private final SecretKey content;

  private Seal(Stretching stretching, byte[] passphrase) {
    String parameters =
        "%s argon2id %d %d %s"
            .formatted(FORM, stretching.memoryKib(), stretching.iterations(), stretching.salt());
    byte[] stretched = stretching.key(passphrase);
    this.content = new SecretKeySpec(derive(stretched, parameters + " content"), "AES");
    this.line = parameters + " " + HEX.formatHex(derive(stretched, parameters + " check")) + "\n";
    Arrays.fill(stretched, (byte) 0);
  }

  static Seal fresh(byte[] passphrase, SecureRandom random) {
    return new Seal(Stretching.by(random), passphrase);
  }

  /**
   * The key of a file that begins with these bytes.
   *
   * @throws CannotStart when it is no backup, one of another form, or has another passphrase
   */
  static Seal of(byte[] beginning, byte[] passphrase) {
    Matcher line = LINE.matcher(firstLine(beginning));
    if (!line.matches()) {
      throw new CannotStart(
          "This is no backup that this Holdfast can read.",
          "Name a file that ./holdfast backup of this version or an earlier one made.");
    }
    Stretching stretching =
        new Stretching(
            Integer.parseInt(line.group(1)), Integer.parseInt(line.group(2)), line.group(3));
    if (!stretching.isSane()) {
      throw new CannotStart("The beginning of the backup was changed.", "Take another copy of it.");
    }
    Seal seal = new Seal(stretching, passphrase);
    if (!MessageDigest.isEqual(seal.beginning(), ascii(line.group()))) {
      throw new CannotStart(
          "The passphrase does not open this backup, or the beginning of the file was changed.",
          "Give the passphrase with which it was made.");
    }
    return seal;
  }

  /** The first line of the file. */
  byte[] beginning() {
    return ascii(line);
  }

  byte[] close(byte[] chunk, int length, long number, boolean last) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(chunk, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks AES-GCM", e);
    }
  }

  /**
   * @throws GeneralSecurityException when it is not what was sealed in this place
   */
  byte[] open(byte[] sealed, int length, long number, boolean last)
      throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, number, last).doFinal(sealed, 0, length);
  }

  private Cipher cipher(int mode, long number, boolean last) throws GeneralSecurityException {
    byte[] nonce =
        ByteBuffer.allocate(12).put(new byte[3]).putLong(number).put((byte) (last ? 1 : 0)).array();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, content, new GCMParameterSpec(8 * TAG_BYTES, nonce));
    return cipher;
  }

  private static byte[] derive(byte[] stretched, String info) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(HKDFParameterSpec.ofExtract().addIKM(stretched).thenExpand(ascii(info), 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HKDF", e);
    }
  }

  private static String firstLine(byte[] beginning) {
    String text = new String(beginning, StandardCharsets.ISO_8859_1);
    return text.substring(0, text.indexOf('\n') + 1);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

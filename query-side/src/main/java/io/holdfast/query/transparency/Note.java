package io.holdfast.query.transparency;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text and signatures under it, in the form of C2SP signed-note: the text ends with a newline, an
 * empty line follows, then a line for each signature.
 *
 * @param text with its last newline; this is what is signed
 */
public record Note(String text, List<Signature> signatures) {
  /** Longer ones are none of ours, nor of our witnesses. */
  public static final int MOST_CHARS = 8_192;

  private static final Pattern LINE =
      Pattern.compile("— ([^\\s+]+) ([A-Za-z0-9+/]+={0,2})", Pattern.UNICODE_CHARACTER_CLASS);
  private static final int KEY_ID_BYTES = 4;

  /**
   * One line.
   *
   * @param bytes the key's id, and the signature itself
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  public record Signature(String name, byte[] bytes) {
    public String line() {
      return "— " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }
  }

  public Note {
    signatures = List.copyOf(signatures);
  }

  /**
   * @throws IllegalArgumentException where it has not this form
   */
  public static Note parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (note.length() > MOST_CHARS || end < 0 || !note.endsWith("\n")) {
      throw new IllegalArgumentException("not a signed note");
    }
    List<Signature> signatures = new ArrayList<>();
    for (String line : note.substring(end + 2).split("\n", -1)) {
      if (!line.isEmpty()) {
        signatures.add(signature(line));
      }
    }
    if (signatures.isEmpty()) {
      throw new IllegalArgumentException("not a signed note");
    }
    return new Note(note.substring(0, end + 1), signatures);
  }

  private static Signature signature(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a signature of a note");
    }
    byte[] bytes = Base64.getDecoder().decode(matcher.group(2));
    if (bytes.length <= KEY_ID_BYTES) {
      throw new IllegalArgumentException("not a signature of a note");
    }
    return new Signature(matcher.group(1), bytes);
  }

  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }
}

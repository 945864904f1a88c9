package io.holdfast.query.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the last row's index and key. Opaque to clients, who hand it back; it names
 * only what they have seen, and grants nothing, for the scope is checked on every page.
 */
public record PageCursor(long index, List<String> key) {
  private static final String SEPARATOR = "|";

  public PageCursor {
    key = List.copyOf(key);
  }

  public String encoded() {
    String plain = index + SEPARATOR + String.join(SEPARATOR, key);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
  }

  /**
   * @throws Rejection CURSOR_MALFORMED
   */
  public static PageCursor decode(String encoded, int keyParts) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(encoded), UTF_8);
      String[] parts = plain.split("\\|", -1);
      if (parts.length == keyParts + 1 && plain.indexOf('\0') < 0) {
        return new PageCursor(
            Long.parseLong(parts[0]), Arrays.asList(parts).subList(1, parts.length));
      }
    } catch (IllegalArgumentException _) {
      throw malformed();
    }
    throw malformed();
  }

  /**
   * The index at which a page of this very question ended.
   *
   * @param question what tells it apart; a page of it gave the cursor as its key
   * @throws Rejection CURSOR_MALFORMED, also where it is another question's
   */
  public static long indexOf(String encoded, String question) {
    PageCursor cursor = decode(encoded, 1);
    if (!cursor.key().equals(List.of(question))) {
      throw malformed();
    }
    return cursor.index();
  }

  private static Rejection malformed() {
    return new Rejection(ErrorCode.CURSOR_MALFORMED, "That is not a cursor that a page gave.");
  }
}

package io.holdfast.api.product;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What is looked for: words of letters and digits, each the beginning of one that is there. Nothing
 * else of what was written is left, so no sign in it means anything to what searches.
 */
public record Search(List<String> words) {
  public static final int MAX_LENGTH = 100;
  private static final int MAX_WORDS = 8;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  public Search {
    words = List.copyOf(words);
  }

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public static Search of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw malformed();
    }
    List<String> words =
        WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
    if (words.isEmpty() || words.size() > MAX_WORDS) {
      throw malformed();
    }
    return new Search(words);
  }

  private static Rejection malformed() {
    return new Rejection(
        ErrorCode.MALFORMED_REQUEST,
        "One looks for 1 to %d words, in %d characters.".formatted(MAX_WORDS, MAX_LENGTH));
  }
}

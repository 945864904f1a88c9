package io.holdfast.api.parked;

import io.holdfast.api.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Names one thing that was parked. It is derived from what failed and where, so that the same
 * failure of the same thing is parked once.
 */
public record ParkedId(String value) {
  public static final String PREFIX = "parked:";
  private static final int DIGEST_CHARACTERS = 40;

  public ParkedId {
    value = Ids.require(PREFIX, value);
  }

  /**
   * @param source the rail, or the processor, in which it failed
   * @param what the command that was refused, or the event that could not be handled
   * @param target what it was meant for
   * @param blockHash of the block that it comes from, or null
   */
  public static ParkedId of(String source, String what, String target, @Nullable String blockHash) {
    String content = String.join("\n", source, what, target, blockHash == null ? "" : blockHash);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return new ParkedId(
          PREFIX + source + ":" + HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

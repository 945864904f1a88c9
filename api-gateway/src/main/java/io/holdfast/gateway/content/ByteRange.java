package io.holdfast.gateway.content;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRange;

/**
 * The one range of bytes that is asked for (RFC 9110, 14). Several at once, or what is no range, is
 * answered with all of it, as the RFC allows.
 *
 * @param from the first byte, from 0
 * @param length how many; 0 where the content ends before the range begins
 */
record ByteRange(long from, long length) {
  /** Nothing where all is wanted. */
  static Optional<ByteRange> in(@Nullable String header, long size) {
    if (header == null) {
      return Optional.empty();
    }
    try {
      List<HttpRange> ranges = HttpRange.parseRanges(header);
      return ranges.size() == 1 ? Optional.of(of(ranges.getFirst(), size)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ByteRange of(HttpRange range, long size) {
    long from = range.getRangeStart(size);
    return from >= size
        ? new ByteRange(size, 0)
        : new ByteRange(from, range.getRangeEnd(size) - from + 1);
  }

  /** As {@code Content-Range} tells it. */
  String told(long size) {
    return length == 0
        ? "bytes */" + size
        : "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }
}

package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * How an upload is answered: bytes that are named by themselves never change, so a browser need not
 * be sent what it has; but it asks each time, for who may see them does change.
 */
record Download(HttpHeaders headers, boolean isUnchanged, Optional<ByteRange> range) {
  static Download of(Upload upload, @Nullable String fileName, HttpHeaders asked) {
    String tag = '"' + upload.cid().value() + '"';
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.parseMediaType(upload.type()));
    headers.setContentDisposition(disposition(upload.type(), fileName));
    headers.setETag(tag);
    headers.setCacheControl(CacheControl.noCache().cachePrivate());
    headers.setVary(List.of(HttpHeaders.AUTHORIZATION));
    headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
    Optional<ByteRange> range =
        stillWanted(asked.getFirst(HttpHeaders.IF_RANGE), tag)
            ? ByteRange.in(asked.getFirst(HttpHeaders.RANGE), upload.size())
            : Optional.empty();
    range.ifPresent(part -> headers.set(HttpHeaders.CONTENT_RANGE, part.told(upload.size())));
    return new Download(headers, names(asked.getFirst(HttpHeaders.IF_NONE_MATCH), tag), range);
  }

  private static ContentDisposition disposition(String type, @Nullable String fileName) {
    ContentDisposition.Builder builder =
        ContentTypes.isInline(type) ? ContentDisposition.inline() : ContentDisposition.attachment();
    return fileName == null ? builder.build() : builder.filename(fileName, UTF_8).build();
  }

  private static boolean stillWanted(@Nullable String ifRange, String tag) {
    return ifRange == null || ifRange.equals(tag);
  }

  private static boolean names(@Nullable String ifNoneMatch, String tag) {
    return ifNoneMatch != null && (ifNoneMatch.strip().equals("*") || ifNoneMatch.contains(tag));
  }
}

package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/**
 * What bytes are, by how they begin, and whether they are what they are said to be (Apache Tika's
 * table of types; none of its parsers). Thread-safe; blocks.
 */
final class ContentTypes {
  private static final MediaType TEXT = MediaType.TEXT_PLAIN;
  private static final MediaType UNKNOWN = MediaType.OCTET_STREAM;

  /** What a browser calls a table of commas where Excel is installed. */
  private static final MediaType TABLE_OF_WINDOWS = MediaType.application("vnd.ms-excel");

  /** Shown in place. Everything else is for saving: what could run never runs as a page of ours. */
  private static final Set<String> INLINE =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "text/plain");

  /** What a reader may carry out: never to be had under the name of something that is only text. */
  private static final Set<String> ACTIVE =
      Set.of(
          "text/html",
          "application/xhtml+xml",
          "image/svg+xml",
          "application/xml",
          "text/javascript",
          "application/javascript",
          "application/x-sh",
          "application/x-bat",
          "message/rfc822",
          "multipart/related");

  private static final String BLANKS = "\t\n\f\r";

  /** Kinds whose files say by their first bytes what they are. */
  private static final Set<String> SAY_WHAT_THEY_ARE = Set.of("image", "audio", "video", "font");

  private final MimeTypes known;
  private final MediaTypeRegistry registry;

  ContentTypes(MimeTypes known) {
    this.known = known;
    this.registry = known.getMediaTypeRegistry();
  }

  static boolean isInline(String type) {
    return INLINE.contains(type);
  }

  /**
   * A claim is only a claim where it is of the usual form.
   *
   * @throws Rejection MALFORMED_REQUEST
   */
  static @Nullable MediaType claim(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return null;
    }
    MediaType type = contentType.length() > 255 ? null : MediaType.parse(contentType);
    if (type == null || !type.getBaseType().toString().matches("[a-z0-9.+_-]+/[a-z0-9.+_-]+")) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "Content-Type is a type of content, such as image/png.");
    }
    return type.getBaseType();
  }

  /**
   * The type under which these bytes are served.
   *
   * @param claimed null, or {@code application/octet-stream}, claims nothing
   * @throws Rejection TYPE_MISMATCH
   */
  String of(Path file, @Nullable MediaType claimed) {
    MediaType seen = seen(file);
    MediaType said = claimed == null ? UNKNOWN : registry.normalize(claimed);
    if (said.equals(UNKNOWN)) {
      return seen.toString();
    }
    if (saysText(said) && isWords(file)) {
      return said.equals(TABLE_OF_WINDOWS) ? "text/csv" : said.toString();
    }
    if (seen.equals(UNKNOWN) && !mustBeSeen(said)) {
      return UNKNOWN.toString();
    }
    if (seen.equals(UNKNOWN) || !agree(said, seen)) {
      throw new Rejection(
          ErrorCode.TYPE_MISMATCH, "The bytes are not " + said + ": they look like " + seen + ".");
    }
    return said.toString();
  }

  private static boolean saysText(MediaType said) {
    return said.equals(TABLE_OF_WINDOWS)
        || (said.getType().equals(TEXT.getType()) && !ACTIVE.contains(said.toString()));
  }

  /**
   * Whether it is characters and nothing else. Words may begin as a program's file does: {@code
   * MZIGO HAUJAFIKA}, "the parcel has not come". Under the name of text they run nowhere, for
   * whoever gets them is told not to guess.
   */
  private static boolean isWords(Path file) {
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      int next;
      while ((next = reader.read()) >= 0) {
        if (Character.isISOControl(next) && BLANKS.indexOf(next) < 0) {
          return false;
        }
      }
      return true;
    } catch (CharacterCodingException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("an upload cannot be read again", e);
    }
  }

  /** A table is text, a document of Word's is a ZIP; a page in HTML is not merely text. */
  private boolean agree(MediaType said, MediaType seen) {
    return said.equals(seen)
        || (registry.isSpecializationOf(said, seen) && !mustBeSeen(said))
        || (said.equals(TEXT)
            && registry.isSpecializationOf(seen, TEXT)
            && !ACTIVE.contains(seen.toString()));
  }

  private static boolean mustBeSeen(MediaType type) {
    return SAY_WHAT_THEY_ARE.contains(type.getType()) && !ACTIVE.contains(type.toString());
  }

  private MediaType seen(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return registry.normalize(known.detect(in, new Metadata()).getBaseType());
    } catch (IOException e) {
      throw new UncheckedIOException("an upload cannot be read again", e);
    }
  }
}

package io.holdfast.gateway.content;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bytes as a request brings them: the body itself, with the name in {@value #FILE_NAME}, or the one
 * part {@value #PART} of a form. Nothing of them is held back or gathered.
 *
 * @param contentType as it was claimed
 */
record Incoming(@Nullable String contentType, @Nullable String fileName, Flux<DataBuffer> bytes) {
  static final String FILE_NAME = "X-File-Name";
  static final String PART = "file";

  private static final String FORM = "multipart/form-data";
  private static final int MOST_NAME = 2_000;
  private static final long ENVELOPE = 16 * 1024;
  private static final PartEventHttpMessageReader FORMS = new PartEventHttpMessageReader();

  /**
   * Hands the bytes on. Ends with what that ends with, or with MALFORMED_REQUEST where the form is
   * none.
   */
  static <T> Mono<T> in(ServerHttpRequest request, Function<Incoming, Mono<T>> taker) {
    if (isForm(request)) {
      return FORMS
          .read(ResolvableType.forClass(PartEvent.class), request, Map.of())
          .switchOnFirst(
              (first, events) ->
                  first.get() instanceof FilePartEvent file && file.name().equals(PART)
                      ? taker.apply(part(file, events))
                      : Mono.<T>error(Incoming::noForm))
          .onErrorMap(DecodingException.class, _ -> noForm())
          .singleOrEmpty()
          .switchIfEmpty(Mono.error(Incoming::noForm));
    }
    return taker.apply(
        new Incoming(
            request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE),
            decoded(request.getHeaders().getFirst(FILE_NAME)),
            request.getBody()));
  }

  /** How many bytes are said to come, at least; -1 where nothing is said. */
  static long announced(ServerHttpRequest request) {
    long length = request.getHeaders().getContentLength();
    return isForm(request) ? Math.max(-1, length - ENVELOPE) : length;
  }

  private static boolean isForm(ServerHttpRequest request) {
    String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
    return type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
  }

  private static Incoming part(FilePartEvent file, Flux<PartEvent> events) {
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean further = new AtomicBoolean();
    Flux<DataBuffer> bytes =
        events
            .map(
                event -> {
                  if (ended.get()) {
                    further.set(true);
                    DataBufferUtils.release(event.content());
                    return DefaultDataBufferFactory.sharedInstance.allocateBuffer(0);
                  }
                  ended.set(event.isLast());
                  return event.content();
                })
            .concatWith(Mono.defer(() -> further.get() ? Mono.error(noForm()) : Mono.empty()));
    return new Incoming(file.headers().getFirst(HttpHeaders.CONTENT_TYPE), file.filename(), bytes);
  }

  private static @Nullable String decoded(@Nullable String name) {
    if (name == null) {
      return null;
    }
    if (name.length() > MOST_NAME) {
      throw malformedName();
    }
    try {
      byte[] bytes =
          URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.ISO_8859_1)
              .getBytes(StandardCharsets.ISO_8859_1);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw malformedName();
    }
  }

  private static Rejection malformedName() {
    return new Rejection(
        ErrorCode.MALFORMED_REQUEST, FILE_NAME + " is a name in UTF-8, percent-encoded.");
  }

  private static Rejection noForm() {
    return new Rejection(
        ErrorCode.MALFORMED_REQUEST, "The form has one part, '" + PART + "', which is a file.");
  }
}

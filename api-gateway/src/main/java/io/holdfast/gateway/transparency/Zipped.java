package io.holdfast.gateway.transparency;

import io.holdfast.api.transparency.BundleLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lines on their way out, zipped piece by piece: no more than one piece is in memory. Used by one
 * thread at a time.
 */
final class Zipped {
  private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
  private final GZIPOutputStream zip;

  private Zipped() {
    try {
      zip = new GZIPOutputStream(ready);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
  }

  /** A stream that breaks off has no end of its own, by which everybody sees that it did. */
  static Flux<byte[]> of(Flux<BundleLines> lines) {
    return Flux.defer(
        () -> {
          Zipped zipped = new Zipped();
          return lines
              .map(zipped::add)
              .concatWith(Mono.fromSupplier(zipped::end))
              .filter(bytes -> bytes.length > 0);
        });
  }

  private byte[] add(BundleLines lines) {
    try {
      zip.write(lines.text().getBytes(StandardCharsets.UTF_8));
      return taken();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
  }

  private byte[] end() {
    try {
      zip.finish();
      return taken();
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
  }

  private byte[] taken() {
    byte[] bytes = ready.toByteArray();
    ready.reset();
    return bytes;
  }
}

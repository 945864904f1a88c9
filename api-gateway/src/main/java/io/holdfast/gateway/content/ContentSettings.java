package io.holdfast.gateway.content;

import io.holdfast.gateway.content.unixfs.Chunking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * {@code holdfast.content.*}: what may be uploaded, how much of it, and where it is kept.
 *
 * @param maxBytes of one upload
 * @param maxBytesPerDay what one person may upload within 24 hours
 * @param chunking how content is cut before it is named; changing it renames what comes later only
 * @param uploadsAtOnce on this node; each may take {@code maxBytes} of the folder
 * @param longestUpload an upload that is not done by then is broken off
 * @param folder where uploads lie while they come; emptied at each start
 */
@Validated
@ConfigurationProperties("holdfast.content")
public record ContentSettings(
    @DefaultValue("50MB") @NotNull DataSize maxBytes,
    @DefaultValue("500MB") @NotNull DataSize maxBytesPerDay,
    @DefaultValue("KIB_256") @NotNull Chunking chunking,
    @DefaultValue("16") @Min(1) @Max(1_000) int uploadsAtOnce,
    @DefaultValue("10m") @NotNull Duration longestUpload,
    @NotNull Path folder,
    @DefaultValue @Valid Kubo kubo,
    @DefaultValue @Valid Scan scan) {

  /**
   * An IPFS node to keep content on, instead of the database.
   *
   * @param url of its HTTP API, for example {@code http://127.0.0.1:5001}; null where there is none
   * @param authorization what its API asks for in {@code Authorization}; a secret
   * @param timeout how long it may take to answer
   */
  public record Kubo(
      @Nullable URI url,
      @Nullable String authorization,
      @DefaultValue("60s") @NotNull Duration timeout) {
    /** Shows no secret. */
    @Override
    public String toString() {
      return "Kubo at " + url;
    }
  }

  /**
   * What looks into content before it is kept.
   *
   * @param clamd {@code host:port} of ClamAV's clamd; null where nothing is scanned
   * @param timeout how long it may take for one content
   */
  public record Scan(@Nullable String clamd, @DefaultValue("60s") @NotNull Duration timeout) {
    private static final int MAX_PORT = 65_535;

    public Scan {
      if (clamd != null && !clamd.isEmpty()) {
        address(clamd);
      }
    }

    /** Null where nothing is scanned. */
    @Nullable InetSocketAddress address() {
      return clamd == null || clamd.isEmpty() ? null : address(clamd);
    }

    private static InetSocketAddress address(String clamd) {
      int colon = clamd.lastIndexOf(':');
      String port = clamd.substring(colon + 1);
      if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MAX_PORT) {
        throw new IllegalArgumentException("holdfast.content.scan.clamd is host:port");
      }
      return InetSocketAddress.createUnresolved(clamd.substring(0, colon), Integer.parseInt(port));
    }
  }
}

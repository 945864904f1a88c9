package io.holdfast.gateway.transparency;

import io.holdfast.api.transparency.ReadBundle;
import io.holdfast.api.transparency.SignedCheckpoint;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The whole log in one file, for whoever wants to check it without us. */
@RestController
@Tag(name = "Transparency")
class BundleController {
  private static final MediaType GZIP = MediaType.parseMediaType("application/gzip");

  private final Queries queries;

  BundleController(Queries queries) {
    this.queries = queries;
  }

  @GetMapping(path = "/api/transparency/bundle", produces = "application/gzip")
  @Operation(
      summary = "Everything that is needed to check the log",
      description =
          "Every event up to a checkpoint as it is stored, and every checkpoint: lines of JSON,"
              + " gzipped, for ./holdfast verify. What is personal stays sealed. Errors: FORBIDDEN,"
              + " NOT_FOUND, MALFORMED_REQUEST.")
  Mono<ResponseEntity<Flux<byte[]>>> bundle(
      @Schema(description = "Up to the checkpoint of so many events; without it, to the newest.")
          @RequestParam(required = false)
          @Nullable Long size) {
    return queries.checkpoint(size).map(this::download);
  }

  private ResponseEntity<Flux<byte[]>> download(SignedCheckpoint upTo) {
    String name = "holdfast-" + upTo.size() + ".ndjson.gz";
    return ResponseEntity.ok()
        .contentType(GZIP)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(Zipped.of(queries.bundle(new ReadBundle(upTo.size()))));
  }
}

package io.holdfast.gateway.content;

import io.holdfast.api.content.Cid;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.personal.PersonalData;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Files: brought, looked at, and had again by the name that their bytes give them. */
@RestController
@RequestMapping("/api/ipfs")
@Tag(name = "Content", description = "Files by content id (CID), for orders and products.")
class ContentController {
  private static final String OF_ORDER =
      "The order that names it. Without it, only the first few uploads of these bytes are looked"
          + " at.";

  private static final int PARTS_AHEAD = 4;
  private static final int PART_BYTES = 64 * 1024;

  private final Intake intake;
  private final Sight sight;
  private final Contents contents;
  private final Stores stores;
  private final PersonalData personal;
  private final Scheduler workers;

  ContentController(
      Intake intake,
      Sight sight,
      Contents contents,
      Stores stores,
      PersonalData personal,
      Scheduler doorScheduler) {
    this.intake = intake;
    this.sight = sight;
    this.contents = contents;
    this.stores = stores;
    this.personal = personal;
    this.workers = doorScheduler;
  }

  /**
   * @param type under which it is served
   * @param fileName null where none was given, and after its giver is forgotten
   */
  record UploadShown(
      String cid,
      long size,
      @Schema(example = "image/png") String type,
      @Nullable String fileName,
      String uploadedBy,
      @Nullable String orderId,
      long uploadedAtMillis) {}

  /** Who brought it, as far as the caller may see. */
  record About(List<UploadShown> items) {}

  @PostMapping("/upload")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Bring a file",
      description =
          "The body is the bytes themselves, or a form with one part, 'file'. Needs no"
              + " Idempotency-Key: the same bytes have the same name. Errors: MALFORMED_REQUEST,"
              + " MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED, BODY_TOO_LARGE, TYPE_MISMATCH, CONTENT_REFUSED, LIMIT_PER_DAY_EXCEEDED,"
              + " TOO_MANY_REQUESTS, CONTENT_UNAVAILABLE.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content =
                  @Content(
                      mediaType = "application/octet-stream",
                      schema = @Schema(type = "string", format = "binary"))))
  Mono<UploadShown> upload(
      Ask ask,
      @Schema(
              description =
                  "The order that it is for: both its sides see it. Without it, the uploader does.",
              example = "order:7d0e6c")
          @RequestParam(required = false)
          @Nullable String orderId,
      @Parameter(hidden = true) ServerHttpRequest request,
      @Parameter(hidden = true) ServerHttpResponse response) {
    intake.requireSmall(Incoming.announced(request));
    UserId person = new UserId(ask.caller().userId());
    Mono<Optional<OrderId>> order =
        orderId == null
            ? Mono.just(Optional.empty())
            : sight.requireOrder(ask, new OrderId(orderId)).map(Optional::of);
    return order
        .flatMap(
            seen -> Incoming.in(request, incoming -> taken(person, seen.orElse(null), incoming)))
        .map(this::shown)
        .doOnError(_ -> response.getHeaders().set(HttpHeaders.CONNECTION, "close"));
  }

  @GetMapping("/{cid}")
  @Operation(
      summary = "The bytes, or a range of them",
      description =
          "Pictures and plain text may be shown in place, all else is for saving. Errors:"
              + " MALFORMED_REQUEST, MALFORMED_ID, NOT_FOUND, RANGE_NOT_SATISFIABLE, CONTENT_UNAVAILABLE.")
  Mono<ResponseEntity<Flux<DataBuffer>>> read(
      Ask ask,
      @PathVariable String cid,
      @Schema(description = OF_ORDER) @RequestParam(required = false) @Nullable String orderId,
      @Parameter(hidden = true) ServerHttpRequest request,
      @Parameter(hidden = true) ServerHttpResponse response) {
    return seen(ask, cid, orderId)
        .publishOn(workers)
        .map(seen -> answer(seen.getFirst(), request, response));
  }

  @GetMapping("/{cid}/about")
  @Operation(
      summary = "What it is, and who brought it",
      description = "Errors: MALFORMED_REQUEST, MALFORMED_ID, NOT_FOUND.")
  Mono<About> about(
      Ask ask,
      @PathVariable String cid,
      @Schema(description = OF_ORDER) @RequestParam(required = false) @Nullable String orderId) {
    return seen(ask, cid, orderId)
        .publishOn(workers)
        .map(seen -> new About(seen.stream().map(this::shown).toList()));
  }

  private Mono<List<Upload>> seen(Ask ask, String cid, @Nullable String orderId) {
    return orderId == null
        ? sight.of(ask, new Cid(cid))
        : sight.of(ask, new Cid(cid), new OrderId(orderId));
  }

  private Mono<Upload> taken(UserId person, @Nullable OrderId order, Incoming incoming) {
    Offer offer =
        new Offer(
            person,
            order,
            ContentTypes.claim(incoming.contentType()),
            FileName.of(incoming.fileName()));
    return Mono.fromCallable(
            () -> {
              try (InputStream bytes =
                  DataBufferUtils.subscriberInputStream(incoming.bytes(), PARTS_AHEAD)) {
                return intake.take(offer, bytes);
              }
            })
        .subscribeOn(workers);
  }

  private ResponseEntity<Flux<DataBuffer>> answer(
      Upload upload, ServerHttpRequest request, ServerHttpResponse response) {
    Download download = Download.of(upload, nameOf(upload), request.getHeaders());
    if (download.isUnchanged()) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).headers(download.headers()).build();
    }
    Optional<ByteRange> range = download.range();
    if (range.isPresent() && range.get().length() == 0) {
      String told = range.get().told(upload.size());
      response.beforeCommit( // headers of content are cleared before a refusal is written
          () ->
              Mono.fromRunnable(() -> response.getHeaders().set(HttpHeaders.CONTENT_RANGE, told)));
      throw new Rejection(
          ErrorCode.RANGE_NOT_SATISFIABLE, "The content ends before this range begins.");
    }
    ByteRange part = range.orElse(new ByteRange(0, upload.size()));
    return ResponseEntity.status(range.isPresent() ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK)
        .headers(download.headers())
        .contentLength(part.length())
        .body(
            HttpMethod.HEAD.equals(request.getMethod())
                ? Flux.empty()
                : bytes(upload.cid(), part, response));
  }

  private Flux<DataBuffer> bytes(Cid cid, ByteRange part, ServerHttpResponse response) {
    if (part.length() == 0) {
      return Flux.empty();
    }
    ContentStore store =
        contents
            .find(cid)
            .flatMap(kept -> stores.of(kept.place()))
            .orElseThrow(
                () ->
                    new Rejection(
                        ErrorCode.CONTENT_UNAVAILABLE, "What keeps this content is not there."));
    InputStream in = store.read(cid, part.from(), part.length());
    return DataBufferUtils.readInputStream(() -> in, response.bufferFactory(), PART_BYTES)
        .subscribeOn(workers);
  }

  private UploadShown shown(Upload upload) {
    OrderId order = upload.orderId();
    return new UploadShown(
        upload.cid().value(),
        upload.size(),
        upload.type(),
        nameOf(upload),
        upload.uploadedBy().value(),
        order == null ? null : order.value(),
        upload.uploadedAt().toEpochMilli());
  }

  private @Nullable String nameOf(Upload upload) {
    return Optional.ofNullable(upload.fileName())
        .flatMap(name -> personal.open(upload.uploadedBy(), name))
        .orElse(null);
  }
}

package io.holdfast.gateway.transparency;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.transparency.AddCosignature;
import io.holdfast.api.transparency.Checkpoints;
import io.holdfast.api.transparency.FindCheckpoints;
import io.holdfast.api.transparency.MakeCheckpoint;
import io.holdfast.api.transparency.SignedCheckpoint;
import io.holdfast.api.transparency.Transparency;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Done;
import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.identity.Visitor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * What the log's key signed. Who it is for must be able to take it without telling who they are: a
 * server that knows who asks could show each of them another log.
 */
@RestController
@RequestMapping("/api/transparency")
@Tag(name = "Transparency", description = "The tree over the log: checkpoints, proofs, bundles.")
class TransparencyController {
  private static final String WITNESS = "system:witness";

  private final Commands commands;
  private final Queries queries;

  TransparencyController(Commands commands, Queries queries) {
    this.commands = commands;
    this.queries = queries;
  }

  /** A witness's signature. */
  record Cosignature(
      @Schema(
              example = "— witness.example/one jWbPPwAAAABkGFDL…",
              description = "The line of the note, as C2SP tlog-cosignature has it.")
          @Nullable String cosignature) {}

  @GetMapping
  @Operation(
      summary = "Who signs the log, and how far",
      description = "trouble says why there are no new checkpoints; null while all is well.")
  Mono<Transparency> state() {
    return queries.transparency();
  }

  @GetMapping(path = "/vkey", produces = MediaType.TEXT_PLAIN_VALUE)
  @SecurityRequirements
  @Operation(
      summary = "The log's public key",
      description = "In the form of C2SP signed-note: name, id, key.")
  Mono<String> vkey() {
    return queries.transparency().map(state -> state.vkey() + "\n");
  }

  @GetMapping(path = "/checkpoint", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
  @SecurityRequirements
  @Operation(
      summary = "The newest checkpoint",
      description = "A signed note (C2SP tlog-checkpoint). Keep it. Errors: NOT_FOUND.")
  Mono<String> newest() {
    return queries.checkpoint(null).map(SignedCheckpoint::note);
  }

  @GetMapping(
      path = "/checkpoints/{size}",
      produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
  @SecurityRequirements
  @Operation(
      summary = "The checkpoint of so many events",
      description = "Errors: NOT_FOUND, MALFORMED_REQUEST.")
  Mono<String> one(@PathVariable long size) {
    return queries.checkpoint(size).map(SignedCheckpoint::note);
  }

  @GetMapping("/checkpoints")
  @Operation(
      summary = "All checkpoints, newest first",
      description = "Errors: CURSOR_MALFORMED, MALFORMED_REQUEST.")
  Mono<Rows<SignedCheckpoint>> all(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    FindCheckpoints query =
        new FindCheckpoints(
            after == null ? 0 : cursor(after), limit == null ? PageRequest.DEFAULT_LIMIT : limit);
    return queries
        .answer(query, Checkpoints.class)
        .map(
            page ->
                new Rows<>(page.items(), page.next() == null ? null : Long.toString(page.next())));
  }

  @PostMapping("/checkpoints")
  @Operation(
      summary = "Sign the log as it is now",
      description =
          "Where all of it is signed already, that checkpoint is the answer. Errors: FORBIDDEN,"
              + " NOT_FOUND, LOG_NOT_SEALED.")
  Mono<ResponseEntity<SignedCheckpoint>> sign(Ask ask) {
    return commands
        .send(ask, new MakeCheckpoint())
        .flatMap(done -> queries.checkpoint(size(done)))
        .map(made -> ResponseEntity.status(HttpStatus.CREATED).body(made));
  }

  @PostMapping("/checkpoints/{size}/cosignatures")
  @SecurityRequirements
  @Operation(
      summary = "Bring a witness's signature of a checkpoint",
      description =
          "Of a witness that the settings name; the signature says who it is. Brought again it is a"
              + " quiet success. Errors: MALFORMED_REQUEST, NOT_FOUND, COSIGNATURE_REFUSED.")
  Mono<SignedCheckpoint> cosign(
      Visitor visitor, @PathVariable long size, @RequestBody Cosignature request) {
    if (request.cosignature() == null) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "Send the line: cosignature.");
    }
    return commands
        .send(WITNESS, visitor, new AddCosignature(size, request.cosignature()))
        .flatMap(_ -> queries.checkpoint(size));
  }

  private static @Nullable Long size(Done done) {
    return done.result() instanceof Number size ? size.longValue() : null;
  }

  private static long cursor(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new Rejection(ErrorCode.CURSOR_MALFORMED, "A cursor is the size of a checkpoint.");
    }
  }
}

package io.holdfast.gateway.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.money.Assets;
import io.holdfast.api.statement.AsOf;
import io.holdfast.api.statement.FindPostings;
import io.holdfast.api.statement.FindStatement;
import io.holdfast.api.statement.Moment;
import io.holdfast.api.statement.Posting;
import io.holdfast.api.statement.StatementFrame;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Statements of an account: the balance at the beginning of a period, every posting in it, and the
 * balance at its end.
 */
@RestController
@RequestMapping("/api/accounts/{accountId}")
@Tag(name = "As of", description = "What stood at a time, an index of the log, or a block.")
class StatementController {
  private static final MediaType CSV = new MediaType("text", "csv", UTF_8);

  /** So many lines travel together. */
  private static final int LINES = 100;

  private static final String ERRORS =
      " Errors: UNKNOWN_ASSET, NOT_FOUND, MALFORMED_REQUEST, MALFORMED_ID, MOMENT_AHEAD,"
          + " INDEX_NOT_REACHED.";

  private final Queries queries;
  private final Assets assets;
  private final Statements statements;

  StatementController(Queries queries, Assets assets, Statements statements) {
    this.queries = queries;
    this.assets = assets;
    this.statements = statements;
  }

  /**
   * One page of a statement.
   *
   * @param from its beginning: what came after this index counts
   * @param to its end: what came up to this index counts
   * @param postings how many there are on all pages together
   */
  record Statement(
      String accountId,
      String label,
      String asset,
      Moment from,
      Moment to,
      String opening,
      String closing,
      long postings,
      List<Posting> items,
      @Nullable String next) {}

  @GetMapping("/statement")
  @Operation(
      summary = "A statement of an account, page by page, oldest posting first",
      description =
          "The same period has the same pages, once its end is settled; a page that is asked for"
              + " with the next one's cursor names the period again, best by its indexes."
              + " CURSOR_MALFORMED where that is none."
              + ERRORS)
  Mono<ResponseEntity<Statement>> json(
      Ask ask,
      @PathVariable String accountId,
      @RequestParam(required = false) @Nullable String asset,
      @ParameterObject PeriodWish period,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return frame(ask, accountId, asset, period)
        .flatMap(
            frame ->
                queries
                    .postings(
                        new FindPostings(
                            ask.scope(),
                            frame.accountId(),
                            frame.asset(),
                            frame.from().logIndex(),
                            AsOf.index(frame.to().logIndex()),
                            true,
                            Answers.page(after, limit),
                            0))
                    .map(
                        page ->
                            Answers.at(HttpStatus.OK, frame.reflectedIndex())
                                .body(statement(frame, page.items(), page.next()))));
  }

  private static Statement statement(
      StatementFrame frame, List<Posting> items, @Nullable String next) {
    return new Statement(
        frame.accountId(),
        frame.label(),
        frame.asset(),
        frame.from(),
        frame.to(),
        frame.opening(),
        frame.closing(),
        frame.postings(),
        items,
        next);
  }

  @GetMapping("/statement.csv")
  @Operation(
      summary = "A whole statement as CSV",
      description =
          "UTF-8, with a line of headings, one line OPENING, a line for each posting, and one line"
              + " CLOSING: where that is missing, the file was cut short. The same period has the"
              + " same bytes, once its end is settled."
              + ERRORS,
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = "text/csv",
                      schema = @Schema(type = "string", format = "binary"))))
  Mono<ResponseEntity<Flux<DataBuffer>>> csv(
      Ask ask,
      @PathVariable String accountId,
      @RequestParam(required = false) @Nullable String asset,
      @ParameterObject PeriodWish period) {
    return frame(ask, accountId, asset, period)
        .map(
            frame ->
                Answers.at(HttpStatus.OK, frame.reflectedIndex())
                    .contentType(CSV)
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"statement-%s-%d-%d.csv\""
                            .formatted(
                                frame.asset(), frame.from().logIndex(), frame.to().logIndex()))
                    .body(
                        lines(ask, frame)
                            .buffer(LINES)
                            .map(
                                lines ->
                                    DefaultDataBufferFactory.sharedInstance.wrap(
                                        String.join("", lines).getBytes(UTF_8)))));
  }

  private Flux<String> lines(Ask ask, StatementFrame frame) {
    return Flux.concat(
        Flux.just(
            Csv.line(
                "what",
                "log_index",
                "time",
                "kind",
                "reference",
                "entry",
                "counterparties",
                "asset",
                "amount",
                "balance"),
            end("OPENING", frame.from(), frame.asset(), frame.opening())),
        statements
            .postings(ask, frame)
            .map(
                posting ->
                    Csv.line(
                        "POSTING",
                        posting.logIndex(),
                        Instant.ofEpochMilli(posting.atMillis()),
                        posting.kind(),
                        posting.reference(),
                        posting.entryId(),
                        posting.counterparties(),
                        frame.asset(),
                        posting.amount(),
                        posting.postedAfter())),
        Flux.just(end("CLOSING", frame.to(), frame.asset(), frame.closing())));
  }

  private static String end(String what, Moment moment, String asset, String balance) {
    Long at = moment.atMillis();
    return Csv.line(
        what,
        moment.logIndex(),
        at == null ? null : Instant.ofEpochMilli(at),
        null,
        null,
        null,
        null,
        asset,
        null,
        balance);
  }

  private Mono<StatementFrame> frame(
      Ask ask, String accountId, @Nullable String asset, PeriodWish period) {
    return queries.statement(
        new FindStatement(
            ask.scope(),
            new AccountId(accountId).value(),
            assets.require(asset).code(),
            period.begin(),
            period.end(),
            ask.waitForIndex()));
  }
}

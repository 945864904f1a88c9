package io.holdfast.gateway.deposit;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.RequestDeposit;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Assets;
import io.holdfast.api.money.Money;
import io.holdfast.api.query.DepositRequestView;
import io.holdfast.api.query.Find.FindDepositRequests;
import io.holdfast.api.query.Page;
import io.holdfast.gateway.account.OwnAccounts;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Answers.Rows;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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

/** Wishes to pay in, each with an address of its own. */
@RestController
@RequestMapping("/api/deposit-requests")
@Tag(name = "Deposits", description = "Ask for an address, pay to it, watch it being credited.")
class DepositRequestController {
  private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");
  private static final Duration DEFAULT_VALIDITY = Duration.ofHours(24);
  private static final long MIN_VALIDITY_SECONDS = 60;
  private static final long MAX_VALIDITY_SECONDS = Duration.ofDays(30).toSeconds();

  private final Commands commands;
  private final Queries queries;
  private final OwnAccounts own;
  private final Assets assets;
  private final PaymentLinks links;

  DepositRequestController(
      Commands commands, Queries queries, OwnAccounts own, Assets assets, PaymentLinks links) {
    this.commands = commands;
    this.queries = queries;
    this.own = own;
    this.assets = assets;
    this.links = links;
  }

  /** What is to be paid in. */
  record NewDepositRequest(
      @Schema(example = "account:alice-main") @Nullable String accountId,
      @Schema(example = "BTC") @Nullable String asset,
      @Schema(example = "1500000", description = "Whole minor units; left out for any amount.")
          @Nullable String expected,
      @Schema(example = "86400", description = "60 to 2592000; a day where it is left out.")
          @Nullable Long validForSeconds) {}

  @PostMapping
  @Operation(
      summary = "Ask for an address to pay to",
      description =
          "Errors: UNKNOWN_ASSET, AMOUNT_MALFORMED, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_PRECISE,"
              + " AMOUNT_TOO_LARGE, MALFORMED_ID, MALFORMED_REQUEST, NOT_FOUND, FORBIDDEN,"
              + " RAIL_UNAVAILABLE, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<DepositRequestView>> open(Ask ask, @RequestBody NewDepositRequest request) {
    DepositRequestId id = new DepositRequestId(ask.newId(DepositRequestId.PREFIX));
    RequestDeposit wish = wish(id, request);
    return own.require(ask, request.accountId())
        .then(commands.send(ask, wish))
        .flatMap(done -> find(ask, id, done.logIndex()))
        .map(Answers::created);
  }

  @GetMapping
  @Operation(
      summary = "Deposit requests, newest first",
      description = "Errors: CURSOR_MALFORMED, MALFORMED_REQUEST, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<Rows<DepositRequestView>>> list(
      Ask ask,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return queries
        .find(
            new FindDepositRequests(
                ask.scope(), null, Answers.page(after, limit), ask.waitForIndex()),
            DepositRequestView.class)
        .map(Answers::rows);
  }

  @GetMapping("/{requestId}")
  @Operation(
      summary = "One deposit request",
      description = "Errors: MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<DepositRequestView>> get(Ask ask, @PathVariable String requestId) {
    return find(ask, new DepositRequestId(requestId), ask.waitForIndex()).map(Answers::row);
  }

  /** What a wallet opens to pay. */
  record PaymentLink(
      @Schema(example = "bitcoin:bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080?amount=0.015")
          String uri) {}

  @GetMapping("/{requestId}/payment-link")
  @Operation(
      summary = "The link that a wallet opens to pay it",
      description =
          "BIP-21 for Bitcoin, EIP-681 for EVM chains, SEP-7 with the memo for Stellar. Errors:"
              + " MALFORMED_ID, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<PaymentLink>> paymentLink(Ask ask, @PathVariable String requestId) {
    return link(ask, requestId).map(PaymentLink::new).map(ResponseEntity::ok);
  }

  @GetMapping("/{requestId}/qr.svg")
  @Operation(
      summary = "Its payment link as a QR code",
      description = "The link as an SVG image. Errors: MALFORMED_ID, NOT_FOUND.")
  Mono<ResponseEntity<String>> qrCode(Ask ask, @PathVariable String requestId) {
    return link(ask, requestId)
        .map(QrCode::svg)
        .map(svg -> ResponseEntity.ok().contentType(SVG).body(svg));
  }

  private Mono<String> link(Ask ask, String requestId) {
    return find(ask, new DepositRequestId(requestId), ask.waitForIndex())
        .map(page -> page.items().getFirst())
        .map(links::of);
  }

  private RequestDeposit wish(DepositRequestId id, NewDepositRequest request) {
    Asset asset = assets.require(request.asset());
    Money expected = request.expected() == null ? null : Money.positive(asset, request.expected());
    return new RequestDeposit(
        id,
        OwnAccounts.guarded(request.accountId()),
        asset.code(),
        expected,
        validity(request.validForSeconds()));
  }

  private static Duration validity(@Nullable Long seconds) {
    if (seconds == null) {
      return DEFAULT_VALIDITY;
    }
    if (seconds < MIN_VALIDITY_SECONDS || seconds > MAX_VALIDITY_SECONDS) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "validForSeconds is " + MIN_VALIDITY_SECONDS + " to " + MAX_VALIDITY_SECONDS + ".");
    }
    return Duration.ofSeconds(seconds);
  }

  private Mono<Page<DepositRequestView>> find(Ask ask, DepositRequestId id, long minLogIndex) {
    return queries.one(
        new FindDepositRequests(ask.scope(), id.value(), Answers.single(), minLogIndex),
        DepositRequestView.class);
  }
}

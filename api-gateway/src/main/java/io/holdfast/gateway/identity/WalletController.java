package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.session.SessionId;
import io.holdfast.api.user.UnlinkWallet;
import io.holdfast.api.user.UserId;
import io.holdfast.api.user.WalletId;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Commands;
import io.holdfast.gateway.bus.Fields;
import io.holdfast.gateway.identity.Wallets.Challenge;
import io.holdfast.gateway.identity.Wallets.Named;
import io.holdfast.gateway.security.SecuritySettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** In by a wallet: challenge, proof, session; and which wallets let a person in. */
@RestController
@Tag(name = "Wallets", description = "In by a wallet, and which wallets let a person in.")
class WalletController {
  private static final int MAX_ANSWER_LENGTH = 16 * 1024;

  private final Wallets wallets;
  private final Entrance entrance;
  private final Admission admission;
  private final PersonReader people;
  private final Commands commands;
  private final Freshness freshness;
  private final SecuritySettings settings;

  WalletController(
      Wallets wallets,
      Entrance entrance,
      Admission admission,
      PersonReader people,
      Commands commands,
      Freshness freshness,
      SecuritySettings settings) {
    this.wallets = wallets;
    this.entrance = entrance;
    this.admission = admission;
    this.people = people;
    this.commands = commands;
    this.freshness = freshness;
    this.settings = settings;
  }

  /** A wallet that somebody says is theirs. */
  record Wallet(
      @Nullable WalletKind kind,
      @Schema(example = "0x71C7656EC7ab88b098defB751B7401B5f6d8976F") @Nullable String address,
      @Schema(description = "In the family's own word; if left out, the usual one.", example = "1")
          @Nullable String chain) {
    Named named() {
      if (kind == null) {
        throw new Rejection(ErrorCode.MALFORMED_REQUEST, "A wallet has a kind and an address.");
      }
      return new Named(kind, Fields.address(address), chain == null ? usual(kind) : chain);
    }

    private static String usual(WalletKind kind) {
      return switch (kind) {
        case BITCOIN -> "bitcoin";
        case EVM -> "1";
        case POLKADOT -> "polkadot";
        case SOLANA -> "mainnet";
        case STELLAR -> "public";
      };
    }
  }

  /** What a wallet gave for its challenge. */
  record Answered(
      @Schema(example = "session:…") @Nullable String sessionId,
      @Schema(description = "As wallets of its kind give it.", maxLength = MAX_ANSWER_LENGTH)
          @Nullable String answer) {}

  /** How a wallet's answer was taken. */
  enum Outcome {
    /** Show the token to be in. */
    VERIFIED,
    /** The wallet lets its person in from now on. */
    LINKED
  }

  /**
   * The answer was right.
   *
   * @param connectToken counts for five minutes; null where the wallet was linked
   */
  record Verified(Outcome state, String userId, @Nullable String connectToken, String sessionId) {
    @Override
    public String toString() {
      return "Verified " + sessionId;
    }
  }

  /** What a proof gave. Its text form shows no token. */
  record Connect(
      @Nullable String connectToken,
      @Schema(description = "Where the refresh token goes; BODY if left out.")
          @Nullable TokenIn tokenIn) {
    @Override
    public String toString() {
      return "Connect";
    }
  }

  /** No content: the token says it all. */
  record Nothing() {}

  @PostMapping("/api/auth/wallet/challenge")
  @SecurityRequirements
  @Operation(
      summary = "Ask to be challenged: what the wallet is to sign to sign in",
      description =
          "Bound to this address, chain and domain, for five minutes and one answer. Errors:"
              + " ADDRESS_MALFORMED, MALFORMED_REQUEST, FORBIDDEN, TOO_MANY_REQUESTS. Needs no"
              + " Idempotency-Key.")
  Mono<Challenge> challenge(
      @RequestBody Wallet wallet, Visitor visitor, ServerWebExchange exchange) {
    Site site = Site.of(settings, exchange.getRequest());
    return wallets.challenge(visitor, wallet.named(), site, null);
  }

  @PostMapping("/api/auth/wallet/link")
  @Operation(
      summary = "Ask to be challenged: what the wallet is to sign to let this person in, too",
      description =
          "Its answer goes to verify. Errors: NOT_SIGNED_IN, SIGN_IN_AGAIN, ADDRESS_MALFORMED,"
              + " MALFORMED_REQUEST, FORBIDDEN, TOO_MANY_REQUESTS. Needs no Idempotency-Key.")
  Mono<Challenge> link(
      Ask ask, @RequestBody Wallet wallet, Visitor visitor, ServerWebExchange exchange) {
    Site site = Site.of(settings, exchange.getRequest());
    UserId owner = new UserId(ask.caller().userId());
    Named named = wallet.named();
    return freshness
        .require(ask)
        .then(Mono.defer(() -> wallets.challenge(visitor, named, site, owner)));
  }

  @PostMapping("/api/auth/wallet/verify")
  @SecurityRequirements
  @Operation(
      summary = "The wallet's answer to its challenge",
      description =
          "It counts once: a wrong one ends the challenge. Errors: WRONG_CREDENTIALS, WRONG_STATE,"
              + " NOT_FOUND, MALFORMED_ID, MALFORMED_REQUEST, WALLET_TAKEN, TOO_MANY_WALLETS,"
              + " TOO_MANY_REQUESTS. Needs no Idempotency-Key.")
  Mono<ResponseEntity<Verified>> verify(@RequestBody Answered answered, Visitor visitor) {
    String answer = answered.answer();
    if (answer == null || answer.isEmpty() || answer.length() > MAX_ANSWER_LENGTH) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST,
          "A wallet's answer has 1 to " + MAX_ANSWER_LENGTH + " characters.");
    }
    return wallets
        .prove(visitor, new SessionId(Objects.requireNonNullElse(answered.sessionId(), "")), answer)
        .map(
            proven ->
                Answers.at(HttpStatus.OK, proven.logIndex())
                    .body(
                        new Verified(
                            proven.token() == null ? Outcome.LINKED : Outcome.VERIFIED,
                            proven.userId().value(),
                            proven.token() == null ? null : proven.token().text(),
                            proven.sessionId().value())));
  }

  @PostMapping("/api/auth/wallet/connect")
  @SecurityRequirements
  @Operation(
      summary = "Be in, by the token that a proof gave",
      description =
          "The first refresh of the session. Errors: NOT_SIGNED_IN, FORBIDDEN, TOO_MANY_REQUESTS."
              + " Needs no Idempotency-Key.")
  Mono<SignedIn> connect(@RequestBody Connect wish, Visitor visitor, ServerWebExchange exchange) {
    TokenIn where = admission.require(wish.tokenIn(), exchange);
    return entrance
        .enter(RefreshToken.parse(wish.connectToken()), visitor)
        .flatMap(entered -> admission.admit(entered, where, exchange));
  }

  @PostMapping("/api/auth/wallet/disconnect")
  @Operation(
      summary = "Go out",
      description = "As logout does. Errors: NOT_SIGNED_IN. Needs no Idempotency-Key.")
  Mono<ResponseEntity<Void>> disconnect(
      Ask ask, @RequestBody(required = false) @Nullable Nothing body, ServerWebExchange exchange) {
    return entrance.leave(ask, exchange);
  }

  @GetMapping("/api/auth/wallet/session")
  @Operation(
      summary = "The session of this token",
      description = "Errors: NOT_SIGNED_IN, NOT_FOUND, INDEX_NOT_REACHED.")
  Mono<ResponseEntity<SessionShown>> session(Ask ask) {
    return people
        .sessions(
            new UserId(ask.caller().userId()),
            ask.caller().sessionId(),
            null,
            Answers.single(),
            ask)
        .map(
            page -> {
              if (page.items().isEmpty()) {
                throw new Rejection(ErrorCode.NOT_FOUND, "The session is not to be seen yet.");
              }
              return Answers.at(HttpStatus.OK, page.logIndex()).body(page.items().getFirst());
            });
  }

  @DeleteMapping("/api/wallets/{walletId}")
  @Operation(
      summary = "Let a wallet of one's own let nobody in any more",
      description =
          "Quiet where it is not linked. Errors: NOT_SIGNED_IN, SIGN_IN_AGAIN, MALFORMED_ID, LAST_WAY_IN. Needs no"
              + " Idempotency-Key.")
  Mono<ResponseEntity<Void>> unlink(Ask ask, @PathVariable String walletId) {
    UserId owner = new UserId(ask.caller().userId());
    UnlinkWallet command = new UnlinkWallet(owner, new WalletId(walletId), owner.value());
    return freshness
        .require(ask)
        .then(Mono.defer(() -> commands.send(ask, command)))
        .map(done -> Answers.at(HttpStatus.NO_CONTENT, done.logIndex()).build());
  }
}

package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Fields;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** In by e-mail and password, staying in, out again, and who is in. */
@RestController
@Tag(name = "Identity", description = "In, out, and who is in.")
class AuthController {
  private final Login login;
  private final Registration registration;
  private final Entrance entrance;
  private final Admission admission;
  private final RefreshCookie cookie;
  private final PersonReader people;
  private final AccessTokens tokens;

  AuthController(
      Login login,
      Registration registration,
      Entrance entrance,
      Admission admission,
      RefreshCookie cookie,
      PersonReader people,
      AccessTokens tokens) {
    this.login = login;
    this.registration = registration;
    this.entrance = entrance;
    this.admission = admission;
    this.cookie = cookie;
    this.people = people;
    this.tokens = tokens;
  }

  /** What a person types. Its text form shows no password. */
  record Credentials(
      @Schema(example = "alice@sandbox.test") @Nullable String email,
      @Schema(example = "from data/secrets/sandbox-password") @Nullable String password,
      @Schema(description = "Where the refresh token goes; BODY if left out.")
          @Nullable TokenIn tokenIn) {
    @Override
    public String toString() {
      return "Credentials";
    }
  }

  /** Who somebody wants to be known as. Its text form shows nothing. */
  record Newcomer(
      @Schema(example = "carol@example.org") @Nullable String email,
      @Schema(minLength = Passwords.MIN_LENGTH, maxLength = Passwords.MAX_LENGTH)
          @Nullable String password,
      @Schema(example = "Carol") @Nullable String name,
      @Schema(description = "Where the refresh token goes; BODY if left out.")
          @Nullable TokenIn tokenIn) {
    @Override
    public String toString() {
      return "Newcomer";
    }
  }

  /** What keeps somebody in. Its text form shows no token. */
  record Shown(
      @Schema(description = "Left out by pages, whose token is in the cookie.")
          @Nullable String refreshToken) {
    @Override
    public String toString() {
      return "Shown";
    }
  }

  /** No content: the token says it all. */
  record Nothing() {}

  @PostMapping("/api/auth/login")
  @SecurityRequirements
  @Operation(
      summary = "Sign in with e-mail and password",
      description =
          "Errors: MALFORMED_REQUEST, WRONG_CREDENTIALS (the same for an unknown user and while"
              + " sign-in is locked), FORBIDDEN, TOO_MANY_REQUESTS. Needs no Idempotency-Key.")
  Mono<SignedIn> login(@RequestBody Credentials wish, Visitor visitor, ServerWebExchange exchange) {
    String email = wish.email();
    String password = wish.password();
    if (email == null
        || password == null
        || email.length() > Typed.MAX_EMAIL_LENGTH
        || password.length() > Passwords.MAX_LENGTH) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "Send an email and a password, both as strings.");
    }
    TokenIn where = admission.require(wish.tokenIn(), exchange);
    return login
        .signIn(visitor, email, password)
        .flatMap(entered -> admission.admit(entered, where, exchange));
  }

  @PostMapping("/api/auth/register")
  @ResponseStatus(HttpStatus.CREATED)
  @SecurityRequirements
  @Operation(
      summary = "Become a customer with e-mail and password",
      description =
          "Signs in, too. Errors: MALFORMED_REQUEST, EMAIL_TAKEN, PASSWORD_GUESSABLE, FORBIDDEN,"
              + " TOO_MANY_REQUESTS."
              + " Needs no Idempotency-Key.")
  Mono<SignedIn> register(@RequestBody Newcomer wish, Visitor visitor, ServerWebExchange exchange) {
    String email = Typed.email(wish.email());
    String password = Typed.newPassword(wish.password());
    String name = Fields.label(wish.name());
    TokenIn where = admission.require(wish.tokenIn(), exchange);
    return registration
        .register(visitor, email, password, name)
        .flatMap(entered -> admission.admit(entered, where, exchange));
  }

  @PostMapping("/api/auth/refresh")
  @SecurityRequirements
  @Operation(
      summary = "Stay in: another access token, and another refresh token for the one shown",
      description =
          "A token counts once; shown again later it ends the session. Only the last one counts"
              + " once more, in case its answer was lost. Errors: NOT_SIGNED_IN, FORBIDDEN,"
              + " TOO_MANY_REQUESTS. Needs no Idempotency-Key.")
  Mono<SignedIn> refresh(@RequestBody Shown shown, Visitor visitor, ServerWebExchange exchange) {
    TokenIn where = shown.refreshToken() == null ? TokenIn.COOKIE : TokenIn.BODY;
    Optional<String> text =
        where == TokenIn.COOKIE
            ? cookie.read(exchange.getRequest())
            : Optional.ofNullable(shown.refreshToken());
    RefreshToken token = RefreshToken.parse(text.orElse(null));
    return entrance
        .enter(token, visitor)
        .doOnError(
            failure -> {
              if (where == TokenIn.COOKIE && isOver(failure)) {
                cookie.clear(exchange);
              }
            })
        .flatMap(entered -> admission.admit(entered, where, exchange));
  }

  private static boolean isOver(Throwable failure) {
    return failure instanceof Rejection rejection && rejection.code() == ErrorCode.NOT_SIGNED_IN;
  }

  @PostMapping("/api/auth/logout")
  @Operation(
      summary = "Go out",
      description =
          "Ends the session of this token, and with it its streams. Errors: NOT_SIGNED_IN. Needs no"
              + " Idempotency-Key.")
  Mono<ResponseEntity<Void>> logout(
      Ask ask, @RequestBody(required = false) @Nullable Nothing body, ServerWebExchange exchange) {
    return entrance.leave(ask, exchange);
  }

  @GetMapping("/api/auth/me")
  @Operation(summary = "Who is signed in", description = "Errors: NOT_SIGNED_IN.")
  Mono<Me> me(Ask ask) {
    return people
        .me(ask.caller().userId(), ask.waitForIndex())
        .onErrorMap(
            failure ->
                failure instanceof Rejection rejection && rejection.code() == ErrorCode.NOT_FOUND,
            _ -> new Rejection(ErrorCode.NOT_SIGNED_IN, "You are known no more."));
  }

  @GetMapping("/.well-known/jwks.json")
  @SecurityRequirements
  @Operation(
      summary = "Public keys of access tokens",
      description = "A JWK set (RFC 7517); tokens are signed with ES256.")
  Map<String, Object> keys() {
    return tokens.publicKeySet();
  }
}

package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.bus.Ask;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.InetSocketAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Signing in, and who is signed in. */
@RestController
@Tag(name = "Identity", description = "Sign in, and who is signed in.")
class AuthController {
  private static final int MAX_EMAIL_LENGTH = 254;
  static final int MAX_PASSWORD_LENGTH = 200;

  private final Login login;
  private final Users users;
  private final AccessTokens tokens;

  AuthController(Login login, Users users, AccessTokens tokens) {
    this.login = login;
    this.users = users;
    this.tokens = tokens;
  }

  /** What a person types. Its text form shows no password. */
  record Credentials(
      @Schema(example = "alice@sandbox.test") @Nullable String email,
      @Schema(example = "from data/secrets/sandbox-password") @Nullable String password) {
    @Override
    public String toString() {
      return "Credentials of " + email;
    }
  }

  @PostMapping("/api/auth/login")
  @SecurityRequirements
  @Operation(
      summary = "Sign in with e-mail and password",
      description =
          "Errors: MALFORMED_REQUEST, WRONG_CREDENTIALS (the same for an unknown user),"
              + " TOO_MANY_REQUESTS. Needs no Idempotency-Key.")
  Mono<SignedIn> login(@RequestBody Credentials credentials, ServerHttpRequest request) {
    String email = credentials.email();
    String password = credentials.password();
    if (email == null
        || password == null
        || email.length() > MAX_EMAIL_LENGTH
        || password.length() > MAX_PASSWORD_LENGTH) {
      throw new Rejection(
          ErrorCode.MALFORMED_REQUEST, "Send an email and a password, both as strings.");
    }
    return login.signIn(addressOf(request), email, password);
  }

  @GetMapping("/api/auth/me")
  @Operation(summary = "Who is signed in", description = "Errors: NOT_SIGNED_IN.")
  UserView me(Ask ask) {
    return users
        .byId(ask.caller().userId())
        .map(UserView::of)
        .orElseThrow(() -> new Rejection(ErrorCode.NOT_SIGNED_IN, "You are known no more."));
  }

  @GetMapping("/.well-known/jwks.json")
  @SecurityRequirements
  @Operation(
      summary = "Public keys of access tokens",
      description = "A JWK set (RFC 7517); tokens are signed with ES256.")
  Map<String, Object> keys() {
    return tokens.publicKeySet();
  }

  private static String addressOf(ServerHttpRequest request) {
    InetSocketAddress remote = request.getRemoteAddress();
    return remote == null ? "unknown" : remote.getHostString();
  }
}

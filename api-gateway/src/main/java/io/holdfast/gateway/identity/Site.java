package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.security.Origins;
import io.holdfast.gateway.security.SecuritySettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What a wallet's owner is asked to enter. It is the configured address, never what a request says
 * of itself: a page elsewhere that passes on our challenges would be named in them as if it were
 * us. On this machine alone nothing needs to be configured.
 *
 * @param domain as a browser shows it: host, and port where it is not the usual one
 */
record Site(String domain, String uri) {
  /**
   * @throws Rejection FORBIDDEN where the address is not configured, and others than this machine
   *     ask
   */
  static Site of(SecuritySettings settings, ServerHttpRequest request) {
    URI configured = settings.publicUrl();
    if (configured != null) {
      return of(configured);
    }
    URI asked = request.getURI();
    if (!Origins.isThisMachine(asked)) {
      throw new Rejection(
          ErrorCode.FORBIDDEN,
          "Wallets sign in where holdfast.security.public-url says what is entered.");
    }
    return of(asked);
  }

  private static Site of(URI uri) {
    @Nullable String authority = uri.getAuthority();
    if (authority == null) {
      throw new IllegalStateException("holdfast.security.public-url names no host: " + uri);
    }
    return new Site(authority, uri.getScheme() + "://" + authority + "/");
  }
}

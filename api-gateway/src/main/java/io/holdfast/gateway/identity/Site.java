package io.holdfast.gateway.identity;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.gateway.security.SecuritySettings;
import java.net.URI;
import java.util.Set;
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
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

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
    if (!isThisMachine(asked)) {
      throw new Rejection(
          ErrorCode.FORBIDDEN,
          "Wallets sign in where holdfast.security.public-url says what is entered.");
    }
    return of(asked);
  }

  static boolean isThisMachine(URI uri) {
    @Nullable String host = uri.getHost();
    return host != null && THIS_MACHINE.contains(host);
  }

  private static Site of(URI uri) {
    @Nullable String authority = uri.getAuthority();
    if (authority == null) {
      throw new IllegalStateException("holdfast.security.public-url names no host: " + uri);
    }
    return new Site(authority, uri.getScheme() + "://" + authority + "/");
  }
}

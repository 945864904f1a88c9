package io.holdfast.gateway.security;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose pages may call us and open a socket. A browser lets any page try, and says only in {@code
 * Origin} who asks; other clients send none, and are let through, for a token is all that counts.
 */
@Component
public class Origins {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final List<String> named;
  private final boolean hasPublicUrl;

  Origins(SecuritySettings settings) {
    URI publicUrl = settings.publicUrl();
    this.hasPublicUrl = publicUrl != null;
    this.named =
        Stream.concat(
                settings.allowedOrigins().stream(),
                Stream.ofNullable(publicUrl)
                    .map(url -> url.getScheme() + "://" + url.getRawAuthority()))
            .toList();
  }

  /**
   * The origins that the settings name: those allowed, and what people enter. Behind a proxy with
   * TLS it is told only there that our own pages are ours: what comes through it is no https.
   */
  List<String> named() {
    return named;
  }

  /**
   * @param host the request's Host header: a page that we served ourselves may. Where the settings
   *     say what people enter, what else they may have entered counts on this machine only: a name
   *     of somebody else's that leads here makes no page of theirs ours.
   */
  public boolean allows(@Nullable String origin, @Nullable String host) {
    return origin == null || named.contains(origin) || isOurOwn(origin, host);
  }

  /** Whether the address is one under which nobody but this machine reaches us. */
  public static boolean isThisMachine(URI uri) {
    @Nullable String host = uri.getHost();
    return host != null && THIS_MACHINE.contains(host);
  }

  private boolean isOurOwn(String origin, @Nullable String host) {
    try {
      URI page = URI.create(origin);
      String authority = page.getAuthority();
      return authority != null
          && authority.equalsIgnoreCase(host)
          && (!hasPublicUrl || isThisMachine(page));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

package io.holdfast.gateway.security;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose pages may open a socket. A browser lets any page open a WebSocket anywhere, and says only
 * in {@code Origin} who asks; other clients send none.
 */
@Component
public class Origins {
  private final List<String> allowed;

  Origins(SecuritySettings settings) {
    this.allowed = List.copyOf(settings.allowedOrigins());
  }

  /**
   * @param host the request's Host header: a page that we served ourselves may
   */
  public boolean allows(@Nullable String origin, @Nullable String host) {
    return origin == null || allowed.contains(origin) || isOurOwn(origin, host);
  }

  private static boolean isOurOwn(String origin, @Nullable String host) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority != null && authority.equalsIgnoreCase(host);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

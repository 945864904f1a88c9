package io.holdfast.gateway.security;

import io.holdfast.gateway.security.ProxySettings.ForwardedHeader;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/**
 * From which address a request comes. That of the connection, unless it is a trusted proxy's: then
 * the last one in its header that is no trusted proxy's itself. Each proxy appends whom it heard,
 * so what stands further left is whatever the client wrote; and where a trusted one wrote what is
 * no address, it counts itself (ADR 0028).
 */
@Component
public class ClientAddresses {
  private static final String UNKNOWN = "unknown";
  private static final String X_FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED = "Forwarded";
  private static final Pattern FOR =
      Pattern.compile("(?i)(?<![A-Za-z0-9_-])for=(?:\"([^\"]*)\"|([^,;\\s\"]*))");
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([^\\]]*)\\](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}");

  private final List<IpSubnetFilterRule> trusted;
  private final ForwardedHeader header;

  ClientAddresses(ProxySettings settings) {
    this.trusted = settings.trustedProxies().stream().map(Network::subnet).toList();
    this.header = settings.forwardedHeader();
  }

  /** As a text; {@code unknown} where the connection is gone. */
  public String of(ServerHttpRequest request) {
    InetSocketAddress remote = request.getRemoteAddress();
    @Nullable InetAddress peer = remote == null ? null : remote.getAddress();
    return peer == null ? UNKNOWN : Network.text(client(peer, request));
  }

  /** What limits count as one. */
  public static String counted(String address) {
    return Network.counted(address);
  }

  private InetAddress client(InetAddress peer, ServerHttpRequest request) {
    InetAddress nearest = peer;
    for (String hop : hopsFromTheNearest(request)) {
      Optional<InetAddress> before = isTrusted(nearest) ? address(hop) : Optional.empty();
      if (before.isEmpty()) {
        return nearest;
      }
      nearest = before.get();
    }
    return nearest;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(subnet -> Network.contains(subnet, address));
  }

  private List<String> hopsFromTheNearest(ServerHttpRequest request) {
    if (trusted.isEmpty()) {
      return List.of();
    }
    List<String> hops =
        new ArrayList<>(
            switch (header) {
              case X_FORWARDED_FOR -> List.of(whole(request, X_FORWARDED_FOR).split(",", -1));
              case FORWARDED ->
                  FOR.matcher(whole(request, FORWARDED))
                      .results()
                      .map(hop -> hop.group(1) == null ? hop.group(2) : hop.group(1))
                      .toList();
            });
    Collections.reverse(hops);
    return hops;
  }

  /** Several lines of one header are one list. */
  private static String whole(ServerHttpRequest request, String name) {
    return String.join(",", request.getHeaders().getOrEmpty(name));
  }

  private static Optional<InetAddress> address(String hop) {
    String text = hop.strip();
    Matcher ported = WITH_PORT.matcher(text);
    if (!ported.matches()) {
      return Network.parse(text);
    }
    return Network.parse(ported.group(1) == null ? ported.group(2) : ported.group(1));
  }
}

package io.holdfast.gateway.webhook;

import io.holdfast.gateway.security.Network;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Which addresses may be told. It looks at each address when it is connected to, after its name was
 * looked up: whatever a name said before, and however an address is written. Thread-safe.
 */
final class Destinations {
  /** The registries of special addresses (RFC 6890 and what came after it). */
  private static final List<IpSubnetFilterRule> SPECIAL =
      subnets(
          List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/3"));

  /** Of IPv6, what is given out to the public, without what stands for IPv4 or for examples. */
  private static final List<IpSubnetFilterRule> PUBLIC_V6 = subnets(List.of("2000::/3"));

  private static final List<IpSubnetFilterRule> SPECIAL_V6 =
      subnets(List.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"));

  private final List<IpSubnetFilterRule> allowed;

  /**
   * @param allowedNetworks that are not public and may be told nevertheless
   */
  Destinations(List<String> allowedNetworks) {
    this.allowed = subnets(allowedNetworks);
  }

  /**
   * @param secure by TLS; without it only what is allowed by name
   */
  boolean admits(InetAddress address, boolean secure) {
    return within(allowed, address) || (secure && isPublic(address));
  }

  private static boolean isPublic(InetAddress address) {
    return address.getAddress().length == 4
        ? !within(SPECIAL, address)
        : within(PUBLIC_V6, address) && !within(SPECIAL_V6, address);
  }

  private static boolean within(List<IpSubnetFilterRule> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> Network.contains(network, address));
  }

  private static List<IpSubnetFilterRule> subnets(List<String> networks) {
    return networks.stream().map(Network::subnet).toList();
  }

  /** For the pipeline of one connection, before anything else. */
  ChannelHandler guard(boolean secure) {
    return new ChannelOutboundHandlerAdapter() {
      @Override
      public void connect(
          ChannelHandlerContext context,
          SocketAddress remote,
          SocketAddress local,
          ChannelPromise promise)
          throws Exception {
        if (remote instanceof InetSocketAddress to
            && to.getAddress() != null
            && admits(to.getAddress(), secure)) {
          super.connect(context, remote, local, promise);
        } else {
          promise.tryFailure(new ForbiddenAddress());
        }
      }
    };
  }

  /** That address is not for us to ask. */
  static final class ForbiddenAddress extends IOException {
    private static final long serialVersionUID = 1;

    ForbiddenAddress() {
      super("a webhook's address is not on the public network, and not among those allowed");
    }
  }
}

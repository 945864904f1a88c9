package io.holdfast.gateway.security;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses of the network, as they are written. No name is ever looked up. */
public final class Network {
  /** What one customer of a provider is given, and may ask from under any address of it. */
  private static final int PREFIX_BYTES_V6 = 8;

  private Network() {}

  /** The address in this text; nothing where it is none. An IPv4 within IPv6 is an IPv4. */
  static Optional<InetAddress> parse(@Nullable String text) {
    byte[] bytes = text == null ? null : NetUtil.createByteArrayFromIpAddressString(text);
    return bytes == null ? Optional.empty() : Optional.of(of(bytes));
  }

  /**
   * @throws IllegalArgumentException where the text is neither an address nor a network
   */
  public static IpSubnetFilterRule subnet(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    InetAddress parsed =
        parse(address)
            .orElseThrow(() -> new IllegalArgumentException(text + " is no address of a network"));
    int bits =
        slash < 0
            ? parsed.getAddress().length * Byte.SIZE
            : Integer.parseInt(text.substring(slash + 1));
    return new IpSubnetFilterRule(parsed, bits, IpFilterRuleType.ACCEPT);
  }

  public static boolean contains(IpSubnetFilterRule subnet, InetAddress address) {
    return subnet.matches(new InetSocketAddress(address, 0));
  }

  /** As it is shown, without the interface that a link-local one is reached by. */
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  /** What limits count as one: an IPv4 address, or the first half of an IPv6 address. */
  static String counted(String address) {
    return parse(address)
        .filter(Inet6Address.class::isInstance)
        .map(
            v6 ->
                text(of(Arrays.copyOf(Arrays.copyOf(v6.getAddress(), PREFIX_BYTES_V6), 16)))
                    + "/64")
        .orElse(address);
  }

  private static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}

package io.holdfast.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
  private static final Destinations PUBLIC_ALONE = new Destinations(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "172.31.255.255",
        "192.168.1.1",
        "192.0.0.1",
        "198.19.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:127.0.0.1",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:1::1",
        "2001:db8::1",
        "fc00::1",
        "fe80::1",
        "ff02::1"
      })
  void whatIsNotOnThePublicNetworkIsNotAsked(String address) throws UnknownHostException {
    assertThat(PUBLIC_ALONE.admits(address(address), true)).isFalse();
    assertThat(PUBLIC_ALONE.admits(address(address), false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111"})
  void thePublicNetworkIsAskedByTlsAlone(String address) throws UnknownHostException {
    assertThat(PUBLIC_ALONE.admits(address(address), true)).isTrue();
    assertThat(PUBLIC_ALONE.admits(address(address), false)).isFalse();
  }

  @Test
  void whatIsAllowedByNameIsAskedWithoutTlsToo() throws UnknownHostException {
    Destinations ours = new Destinations(List.of("10.1.0.0/16", "::1"));

    assertThat(ours.admits(address("10.1.2.3"), false)).isTrue();
    assertThat(ours.admits(address("::1"), true)).isTrue();
    assertThat(ours.admits(address("10.2.0.1"), true)).isFalse();
  }

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(text));
  }
}

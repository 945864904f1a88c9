package io.holdfast.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.gateway.security.ProxySettings.ForwardedHeader;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressesTest {
  private static final ClientAddresses NOBODY_TRUSTED = addresses(ForwardedHeader.X_FORWARDED_FOR);
  private static final ClientAddresses BEHIND_PROXIES =
      addresses(ForwardedHeader.X_FORWARDED_FOR, "10.0.0.0/8", "192.0.2.7", "fd00::/16");

  @Test
  void whereNobodyIsTrustedTheConnectionCountsWhateverTheRequestSays() {
    assertThat(of(NOBODY_TRUSTED, "203.0.113.9", "X-Forwarded-For", "198.51.100.1"))
        .isEqualTo("203.0.113.9");
    assertThat(of(NOBODY_TRUSTED, "127.0.0.1", "X-Forwarded-For", "198.51.100.1"))
        .isEqualTo("127.0.0.1");
    assertThat(of(NOBODY_TRUSTED, "203.0.113.9", "Forwarded", "for=198.51.100.1"))
        .isEqualTo("203.0.113.9");
  }

  @Test
  void whoIsNoTrustedProxyIsNotBelieved() {
    assertThat(of(BEHIND_PROXIES, "203.0.113.9", "X-Forwarded-For", "198.51.100.1"))
        .isEqualTo("203.0.113.9");
    assertThat(of(BEHIND_PROXIES, "192.0.2.8", "X-Forwarded-For", "198.51.100.1"))
        .isEqualTo("192.0.2.8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1 | 198.51.100.1",
        "198.51.100.1, 10.1.1.1 | 198.51.100.1",
        "198.51.100.1, 10.1.1.1, 192.0.2.7 | 198.51.100.1",
        // Whatever the client wrote stands before what the first trusted proxy heard.
        "6.6.6.6, 198.51.100.1 | 198.51.100.1",
        "10.9.9.9, 198.51.100.1, 10.1.1.1 | 198.51.100.1",
        "127.0.0.1, 10.0.0.1, 198.51.100.1 | 198.51.100.1",
        // Somebody within the trusted network itself.
        "10.2.2.2 | 10.2.2.2",
        "10.3.3.3, 10.2.2.2 | 10.3.3.3",
        // Ports and brackets.
        "198.51.100.1:4711 | 198.51.100.1",
        "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1] | 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:4711 | 2001:db8:0:0:0:0:0:1",
        "::ffff:198.51.100.1 | 198.51.100.1",
        "2001:db8::1, fd00::5 | 2001:db8:0:0:0:0:0:1",
        // What is no address stops the walk at the proxy that wrote it.
        "unknown | 10.0.0.1",
        "198.51.100.1, unknown | 10.0.0.1",
        "198.51.100.1, localhost, 10.1.1.1 | 10.1.1.1",
        "198.51.100.1, _hidden | 10.0.0.1",
        "1.2.3.4.5 | 10.0.0.1",
        "999.1.1.1 | 10.0.0.1",
        "198.51.100.1, | 10.0.0.1",
        "' ' | 10.0.0.1",
      })
  void behindTrustedProxiesTheLastThatIsNoneOfThemCounts(String header, String client) {
    assertThat(of(BEHIND_PROXIES, "10.0.0.1", "X-Forwarded-For", header)).isEqualTo(client);
  }

  @Test
  void severalLinesAreOneList() {
    assertThat(
            of(BEHIND_PROXIES, "10.0.0.1", "X-Forwarded-For", "6.6.6.6", "198.51.100.1, 10.1.1.1"))
        .isEqualTo("198.51.100.1");
  }

  @Test
  void theOtherHeaderIsWhateverTheClientWrote() {
    assertThat(of(BEHIND_PROXIES, "10.0.0.1", "Forwarded", "for=6.6.6.6")).isEqualTo("10.0.0.1");
    ClientAddresses byTheStandard = addresses(ForwardedHeader.FORWARDED, "10.0.0.0/8");
    assertThat(of(byTheStandard, "10.0.0.1", "X-Forwarded-For", "6.6.6.6")).isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "for=198.51.100.1 | 198.51.100.1",
        "For=198.51.100.1;proto=https;by=10.0.0.1 | 198.51.100.1",
        "for=6.6.6.6, for=198.51.100.1;proto=https, for=10.1.1.1 | 198.51.100.1",
        "for=\"[2001:db8::1]:4711\" | 2001:db8:0:0:0:0:0:1",
        "for=\"198.51.100.1:80\" | 198.51.100.1",
        "for=unknown | 10.0.0.1",
        "by=6.6.6.6;host=x | 10.0.0.1",
        "x-for=6.6.6.6 | 10.0.0.1",
        "for=\"6.6.6.6, for=198.51.100.1 | 198.51.100.1",
      })
  void theStandardHeaderIsReadAlike(String header, String client) {
    ClientAddresses byTheStandard = addresses(ForwardedHeader.FORWARDED, "10.0.0.0/8");
    assertThat(of(byTheStandard, "10.0.0.1", "Forwarded", header)).isEqualTo(client);
  }

  @Test
  void limitsCountAnIpv6NetworkAsOneAndAnIpv4AddressToo() {
    assertThat(ClientAddresses.counted("198.51.100.1")).isEqualTo("198.51.100.1");
    assertThat(ClientAddresses.counted("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(ClientAddresses.counted("2001:db8:1:2:ffff::1"))
        .isEqualTo("2001:db8:1:2:0:0:0:0/64")
        .isNotEqualTo(ClientAddresses.counted("2001:db8:1:3::1"));
    assertThat(ClientAddresses.counted("unknown")).isEqualTo("unknown");
  }

  @Test
  void aNetworkThatIsNoneKeepsTheProgramFromStarting() {
    for (String wrong : new String[] {"10.0.0.0/33", "proxy", "10.0.0/8", "fd00::/129", "/8"}) {
      assertThatThrownBy(() -> addresses(ForwardedHeader.FORWARDED, wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static ClientAddresses addresses(ForwardedHeader header, String... trusted) {
    return new ClientAddresses(new ProxySettings(List.of(trusted), header));
  }

  private static String of(
      ClientAddresses addresses, String peer, String header, String... values) {
    return addresses.of(
        MockServerHttpRequest.get("/")
            .remoteAddress(new InetSocketAddress(peer, 4711))
            .header(header, values)
            .build());
  }
}

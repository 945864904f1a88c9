package io.holdfast.chain.mpesa;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses and networks from which something may come. No name is ever looked up. */
final class AddressList {
  static final String FORM = "[0-9A-Fa-f.:]+(/[0-9]{1,3})?";
  static final String FORM_IN_WORDS = "is an address, or a network as 10.0.0.0/8";

  private final List<Network> networks;

  /**
   * @throws IllegalArgumentException where one is neither an address nor a network
   */
  AddressList(List<String> networks) {
    this.networks = networks.stream().map(Network::of).toList();
  }

  boolean contains(String address) {
    byte[] bytes = bytes(address);
    return bytes != null && networks.stream().anyMatch(network -> network.contains(bytes));
  }

  private static byte @Nullable [] bytes(String address) {
    if (!address.matches("[0-9A-Fa-f.:]{2,45}")
        || !(address.contains(":") || address.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}"))) {
      return null;
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Network(byte[] address, int bits) {
    static Network of(String text) {
      int slash = text.indexOf('/');
      byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
      if (address == null) {
        throw new IllegalArgumentException(text + " is no address of a network");
      }
      int all = address.length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits > all) {
        throw new IllegalArgumentException(text + " is no network");
      }
      return new Network(address, bits);
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 1 << (7 - bit % Byte.SIZE);
        if (((address[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }
  }
}

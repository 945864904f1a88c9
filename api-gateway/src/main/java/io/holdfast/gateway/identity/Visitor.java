package io.holdfast.gateway.identity;

import io.holdfast.gateway.security.ClientAddresses;

/**
 * Who is at the door and has not shown who they are, as far as the network tells.
 *
 * @param address of the network
 * @param userAgent as the program that is used calls itself, cut to what is kept
 * @param correlationId by which the request is found again
 * @param requestId this one request's own id
 */
public record Visitor(String address, String userAgent, String correlationId, String requestId) {
  private static final int MOST_CHARACTERS = 200;
  private static final String UNKNOWN = "unknown";

  public Visitor {
    userAgent = printable(userAgent);
  }

  /** What of the address limits count as one. */
  String network() {
    return ClientAddresses.counted(address);
  }

  /** What a stranger writes about themselves is shown to people later. */
  private static String printable(String text) {
    String cut = text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    String plain = cut.replaceAll("[^\\x20-\\x7e]", "?").strip();
    return plain.isEmpty() ? UNKNOWN : plain;
  }
}

package io.holdfast.chain.substrate.rpc;

import io.holdfast.chain.rpc.Credentials;
import java.net.URI;
import java.time.Duration;

/**
 * Where a node is and how long and how much we listen to it.
 *
 * @param answerTimeout from a question to its whole answer
 * @param mostCharacters a message longer than this ends the connection; a runtime's metadata takes
 *     some 2 million
 */
public record SocketEndpoint(
    URI url,
    Credentials credentials,
    Duration connectTimeout,
    Duration answerTimeout,
    int mostCharacters) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);
  private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

  public SocketEndpoint {
    if (!"ws".equals(url.getScheme()) && !"wss".equals(url.getScheme())) {
      throw new IllegalArgumentException("a Substrate node's url starts with ws:// or wss://");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException("a node's url carries no credentials: set them apart");
    }
  }

  public SocketEndpoint(URI url, Credentials credentials) {
    this(url, credentials, CONNECT_TIMEOUT, ANSWER_TIMEOUT, MOST_CHARACTERS);
  }

  /** The endpoint for logs and errors: without the path, where some providers put their keys. */
  public String name() {
    return url.getScheme() + "://" + url.getAuthority();
  }

  @Override
  public String toString() {
    return "SocketEndpoint[" + name() + "]";
  }
}

package io.holdfast.chain.rpc;

import java.net.URI;
import java.time.Duration;

/**
 * Where a node is and how long and how much we listen to it.
 *
 * @param readTimeout for a whole answer, from the question to its last byte
 * @param maxResponseBytes an answer larger than this is dropped unread; a full block takes some 20
 *     MB as JSON
 */
public record NodeEndpoint(
    URI url,
    Credentials credentials,
    Duration connectTimeout,
    Duration readTimeout,
    int maxResponseBytes) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(15);
  private static final int MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

  public NodeEndpoint {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("a node's url starts with http:// or https://");
    }
    if (url.getUserInfo() != null) {
      throw new IllegalArgumentException("a node's url carries no credentials: set them apart");
    }
  }

  /** The endpoint for logs and errors: without the path, where some providers put their keys. */
  public String name() {
    return url.getScheme() + "://" + url.getAuthority();
  }

  /** The same node, listened to for so long. */
  public NodeEndpoint listeningFor(Duration patience) {
    return new NodeEndpoint(url, credentials, connectTimeout, patience, maxResponseBytes);
  }

  @Override
  public String toString() {
    return "NodeEndpoint[" + name() + "]";
  }

  public NodeEndpoint(URI url, Credentials credentials) {
    this(url, credentials, CONNECT_TIMEOUT, READ_TIMEOUT, MAX_RESPONSE_BYTES);
  }
}

package io.holdfast.api.query;

import java.util.Set;

/**
 * Who shows some content.
 *
 * @param userIds of at most {@value #MOST}
 */
public record Showing(Set<String> userIds) {
  public static final int MOST = 200;

  public Showing {
    userIds = Set.copyOf(userIds);
  }
}

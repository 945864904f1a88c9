package io.holdfast.query.transparency;

import io.holdfast.query.follow.FollowerStopped;

/** What is stored of the tree, or of its checkpoints, contradicts itself or the log. */
public final class TreeDamaged extends FollowerStopped {
  private static final long serialVersionUID = 1L;

  public TreeDamaged(String message) {
    super(message);
  }
}

package io.holdfast.chain.engine;

/** What a rail does beside following its blocks, from what is stored; both may be repeated. */
public interface Duties {
  /** Looks at what waits for a block; only while the cursor stands on the head. */
  default void lookAtWaiting() {}

  /** Does the next step of each open withdrawal. Never while the rail is frozen or paused. */
  void payOut();
}

package io.holdfast.api;

/**
 * A wish that names the aggregate it is meant for; the ledger may refuse it. Carried out by one
 * aggregate's shell or handler.
 */
public interface Command {
  /** The prefixed id of the aggregate that decides. */
  String targetId();
}

package io.holdfast.gateway.personal;

import io.holdfast.api.user.UserId;

/** What a door keeps of a person beside the log, and what goes when the person is forgotten. */
public interface Forgetting {
  /** Again it is quiet. Blocks. */
  void forget(UserId person);
}

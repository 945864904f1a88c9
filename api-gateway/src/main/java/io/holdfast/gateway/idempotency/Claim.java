package io.holdfast.gateway.idempotency;

import java.util.UUID;

/** What a request that brings an Idempotency-Key finds. */
sealed interface Claim {
  /** Nobody was here before, or who was has crashed: go on, and store the answer under this. */
  record Mine(UUID claim) implements Claim {}

  /** It was done and answered. */
  record Answered(Answer answer) implements Claim {}

  /** Another request with this key is at it. */
  record InProgress() implements Claim {}

  /** The key was used for something else. */
  record Reused() implements Claim {}
}

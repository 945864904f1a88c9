package io.holdfast.api.statement;

/** By whose knowledge a moment is told, where a reorganisation lies between it and today. */
public enum Known {
  /** As it was told then. Never changes. */
  THEN,
  /** Without what was credited up to then by blocks that have lost their place since. */
  NOW
}

package io.holdfast.api.replay;

import java.util.List;

/** What a replay is to do again. */
public enum ReplayWhat {
  CHAIN,
  PROJECTIONS,
  ALL;

  /** Its parts, in the order in which their subjects are taken. */
  public List<ReplayPart> parts() {
    return switch (this) {
      case CHAIN -> List.of(ReplayPart.CHAIN);
      case PROJECTIONS -> List.of(ReplayPart.PROJECTIONS);
      case ALL -> List.of(ReplayPart.CHAIN, ReplayPart.PROJECTIONS);
    };
  }
}

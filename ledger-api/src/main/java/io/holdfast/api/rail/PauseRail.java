package io.holdfast.api.rail;

/**
 * From here on the rail takes in no block and pays nothing out, until it is resumed. A rail that is
 * paused already stays as it is, with the reason that it has.
 *
 * @param reason for people; everybody who is signed in may read it
 */
public record PauseRail(String rail, String reason, String pausedBy) implements RailCommand {
  @Override
  public String targetId() {
    return "rail:" + rail;
  }
}

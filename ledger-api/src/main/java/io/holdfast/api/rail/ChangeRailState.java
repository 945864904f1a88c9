package io.holdfast.api.rail;

/** The rail's state is another from here on. */
public record ChangeRailState(String rail, RailState state, String reason) implements RailCommand {
  @Override
  public String targetId() {
    return "rail:" + rail;
  }
}

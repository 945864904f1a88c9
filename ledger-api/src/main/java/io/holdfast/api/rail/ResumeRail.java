package io.holdfast.api.rail;

/** The rail goes on from where it was paused; one that is not paused stays as it is. */
public record ResumeRail(String rail, String reason, String resumedBy) implements RailCommand {
  @Override
  public String targetId() {
    return "rail:" + rail;
  }
}

package io.holdfast.api.replay;

/**
 * What a replay found.
 *
 * @param subject what was looked at, for example a table of the read model, or blocks
 * @param checked how many of them
 * @param different how many were not as they should be
 * @param example of a difference, written for people; empty where there is none
 */
public record ReplayFinding(String subject, long checked, long different, String example) {}

package io.holdfast.api.audit;

import java.util.List;

/**
 * An event between its causes and its effects. Events tell the event that led to their command
 * since the metadata's {@code cause}; older ones, and what came from outside, begin a chain, and
 * only the request that they have in common ties them.
 *
 * @param ancestors what led to it, the first cause first; none where it came from outside
 * @param sameCommand the other events of the command that made it
 * @param effects what it led to, itself being the root
 * @param sameRequest other events with its correlation id that are in none of these
 * @param cut there is more than is told here
 */
public record Causation(
    AuditedEvent event,
    List<AuditedEvent> ancestors,
    List<AuditedEvent> sameCommand,
    List<Effect> effects,
    List<AuditedEvent> sameRequest,
    boolean cut) {
  public static final int MOST_DEPTH = 20;
  public static final int MOST_EVENTS = 500;
  public static final int MOST_RELATED = 50;

  public Causation {
    ancestors = List.copyOf(ancestors);
    sameCommand = List.copyOf(sameCommand);
    effects = List.copyOf(effects);
    sameRequest = List.copyOf(sameRequest);
  }

  /** An event, and what it led to in turn. */
  public record Effect(AuditedEvent event, List<Effect> effects) {
    public Effect {
      effects = List.copyOf(effects);
    }
  }
}

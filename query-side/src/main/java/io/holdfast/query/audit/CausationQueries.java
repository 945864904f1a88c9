package io.holdfast.query.audit;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.audit.Causation;
import io.holdfast.api.audit.Causation.Effect;
import io.holdfast.api.audit.FindCausation;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.MetaKeys;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;

/**
 * Follows events to what led to them and to what they led to, level by level, by the ids that stand
 * beside them. The log is what somebody may have changed: a chain that comes back to itself ends
 * there. Blocks: asked on a worker. Thread-safe.
 */
public final class CausationQueries {
  private final LinkedEvents linked;

  CausationQueries(LinkedEvents linked) {
    this.linked = linked;
  }

  /**
   * @throws Rejection NOT_FOUND
   */
  @QueryHandler
  public Causation find(FindCausation query) throws SQLException {
    AuditedEvent event = linked.at(query.logIndex());
    if (event == null) {
      throw new Rejection(ErrorCode.NOT_FOUND, "The log has no event of this index.");
    }
    return new Walk(event).causation();
  }

  /** One answer in the making. Used by one thread. */
  private final class Walk {
    private final AuditedEvent event;
    private final Map<Long, AuditedEvent> seen = new LinkedHashMap<>();
    private boolean cut;

    private Walk(AuditedEvent event) {
      this.event = event;
      seen.put(event.logIndex(), event);
    }

    private Causation causation() throws SQLException {
      List<AuditedEvent> ancestors = ancestors();
      List<Effect> effects = effects();
      List<AuditedEvent> sameCommand = related(LinkedEvents.Link.COMMAND, MetaKeys.CAUSATION_ID);
      List<AuditedEvent> sameRequest =
          related(LinkedEvents.Link.CORRELATION, MetaKeys.CORRELATION_ID);
      return new Causation(event, ancestors, sameCommand, effects, sameRequest, cut);
    }

    private List<AuditedEvent> ancestors() throws SQLException {
      List<AuditedEvent> ancestors = new ArrayList<>();
      AuditedEvent cause = causeOf(event);
      while (cause != null && ancestors.size() < Causation.MOST_DEPTH) {
        ancestors.addFirst(cause);
        cause = causeOf(cause);
      }
      cut |= cause != null;
      return ancestors;
    }

    private @Nullable AuditedEvent causeOf(AuditedEvent effect) throws SQLException {
      String id = effect.metadata().get(MetaKeys.CAUSE);
      if (id == null) {
        return null;
      }
      List<AuditedEvent> found = linked.by(LinkedEvents.Link.EVENT, List.of(id), 1);
      return found.isEmpty() || !see(found.getFirst()) ? null : found.getFirst();
    }

    private boolean see(AuditedEvent found) {
      return seen.putIfAbsent(found.logIndex(), found) == null;
    }

    /** Level by level, so that a cut leaves out what is furthest. */
    private List<Effect> effects() throws SQLException {
      Map<String, List<AuditedEvent>> byCause = new HashMap<>();
      List<AuditedEvent> level = List.of(event);
      int left = Causation.MOST_EVENTS;
      for (int depth = 0; !level.isEmpty() && left > 0; depth++) {
        List<AuditedEvent> next = next(level, left);
        if (depth == Causation.MOST_DEPTH) {
          cut |= !next.isEmpty();
          break;
        }
        next.forEach(
            each ->
                byCause
                    .computeIfAbsent(each.metadata().get(MetaKeys.CAUSE), _ -> new ArrayList<>())
                    .add(each));
        left -= next.size();
        level = next;
      }
      return tree(event, byCause);
    }

    private List<AuditedEvent> next(List<AuditedEvent> level, int most) throws SQLException {
      List<AuditedEvent> found =
          linked.by(
              LinkedEvents.Link.CAUSE,
              level.stream().map(AuditedEvent::eventId).toList(),
              most + 1);
      cut |= found.size() > most;
      return found.stream().limit(most).filter(this::see).toList();
    }

    /** Takes what it has used, so that two events of one id do not come back to themselves. */
    private List<Effect> tree(AuditedEvent root, Map<String, List<AuditedEvent>> byCause) {
      List<AuditedEvent> effects = byCause.remove(root.eventId());
      return effects == null
          ? List.of()
          : effects.stream().map(each -> new Effect(each, tree(each, byCause))).toList();
    }

    /** Those that have an id in common with it, and are not told yet. */
    private List<AuditedEvent> related(LinkedEvents.Link link, String key) throws SQLException {
      String id = event.metadata().get(key);
      if (id == null) {
        return List.of();
      }
      int most = Causation.MOST_RELATED;
      List<AuditedEvent> others =
          linked.by(link, List.of(id), most + seen.size() + 1).stream()
              .filter(each -> !seen.containsKey(each.logIndex()))
              .toList();
      cut |= others.size() > most;
      List<AuditedEvent> told = others.stream().limit(most).toList();
      told.forEach(this::see);
      return told;
    }
  }
}

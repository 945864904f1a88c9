package io.holdfast.query.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.audit.AuditedEvent;
import io.holdfast.api.audit.Causation;
import io.holdfast.api.audit.Causation.Effect;
import io.holdfast.api.audit.FindCausation;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.MetaKeys;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CausationQueriesIT {
  private final AuditedLog log = new AuditedLog();

  /** The next event, of a command, caused by the event with an index; 0 is from outside. */
  private CausationQueriesIT event(String command, long cause) {
    Map<String, String> metadata =
        Map.of(MetaKeys.CORRELATION_ID, "request", MetaKeys.CAUSATION_ID, command);
    if (cause > 0) {
      metadata = new TreeMap<>(metadata);
      metadata.put(MetaKeys.CAUSE, "event-" + cause);
    }
    log.posted("account:a", metadata);
    return this;
  }

  private Causation of(long index) throws SQLException {
    return log.index().causation.find(new FindCausation(index));
  }

  @Test
  void tellsWhatLedToItAndWhatItLedTo() throws Exception {
    event("one", 0).event("one", 0).event("two", 1).event("three", 3).event("three", 3);
    event("four", 5).event("five", 2);
    log.posted("account:b", Map.of(MetaKeys.CORRELATION_ID, "another request"));

    Causation middle = of(3);

    assertThat(indices(middle.ancestors())).containsExactly(1L);
    assertThat(drawn(middle.effects())).isEqualTo("4 5(6)");
    assertThat(middle.sameCommand()).isEmpty();
    assertThat(indices(middle.sameRequest())).containsExactly(2L, 7L);
    assertThat(middle.cut()).isFalse();
    assertThat(drawn(of(1).effects())).isEqualTo("3(4 5(6))");
    assertThat(indices(of(1).sameCommand())).containsExactly(2L);
    assertThat(indices(of(6).ancestors())).containsExactly(1L, 3L, 5L);
  }

  @Test
  void eventsOfBeforeCausesWereKeptAreTiedByTheirRequest() throws Exception {
    event("one", 0).event("two", 0);

    assertThat(of(2).ancestors()).isEmpty();
    assertThat(indices(of(2).sameRequest())).containsExactly(1L);
  }

  @Test
  void saysWhereALongChainIsCutAtEitherEnd() throws Exception {
    for (int i = 0; i < 50; i++) {
      event("command-" + i, i);
    }

    assertThat(of(25).ancestors()).hasSize(Causation.MOST_DEPTH);
    assertThat(of(25).cut()).isTrue();
    assertThat(of(10).ancestors()).hasSize(9);
    assertThat(depth(of(10).effects())).isEqualTo(Causation.MOST_DEPTH);
    assertThat(of(10).cut()).isTrue();
  }

  @Test
  void saysWhereMoreFollowedThanAreTold() throws Exception {
    event("first", 0);
    for (int i = 0; i < Causation.MOST_EVENTS + 1; i++) {
      event("command-" + i, 1);
    }

    assertThat(of(1).effects()).hasSize(Causation.MOST_EVENTS);
    assertThat(of(1).cut()).isTrue();
  }

  @Test
  void aChainThatSomebodyBentIntoARingEnds() throws Exception {
    event("one", 2).event("two", 1).event("three", 3);
    log.db.sql("update log.event set event_id = 'event-1' where log_index = 2").update();

    assertThat(of(1).effects().size() + of(1).ancestors().size()).isPositive();
    assertThat(of(3).effects()).isEmpty();
  }

  @Test
  void thereIsNoneOfAnEventThatIsNone() {
    assertThatThrownBy(() -> of(1))
        .isInstanceOfSatisfying(
            Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
  }

  private static List<Long> indices(List<AuditedEvent> events) {
    return events.stream().map(AuditedEvent::logIndex).toList();
  }

  private static String drawn(List<Effect> effects) {
    return String.join(
        " ",
        effects.stream()
            .map(
                each ->
                    each.event().logIndex()
                        + (each.effects().isEmpty() ? "" : "(" + drawn(each.effects()) + ")"))
            .toList());
  }

  private static int depth(List<Effect> effects) {
    return effects.stream().mapToInt(each -> 1 + depth(each.effects())).max().orElse(0);
  }
}

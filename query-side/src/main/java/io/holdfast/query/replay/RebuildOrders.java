package io.holdfast.query.replay;

import io.holdfast.api.replay.Projection;
import io.holdfast.api.replay.ReplayCancellationOrdered;
import io.holdfast.api.replay.ReplayEnded;
import io.holdfast.api.replay.ReplayEvent;
import io.holdfast.api.replay.ReplayPart;
import io.holdfast.api.replay.ReplayPartEnded;
import io.holdfast.api.replay.ReplayProgressed;
import io.holdfast.api.replay.ReplayRequested;
import io.holdfast.api.replay.ReplayWhat;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The replays of the read model that have not ended, folded by a processor of their own: they are
 * what brings views back that have stopped, so they do not wait for the views. Thread-safe.
 */
@ProcessingGroup(RebuildOrders.GROUP)
public final class RebuildOrders {
  public static final String GROUP = "rebuilds";

  private final JdbcClient db;

  public RebuildOrders(DataSource source) {
    this.db = JdbcClient.create(source);
  }

  @EventHandler
  public void on(ReplayEvent event) {
    switch (event) {
      case ReplayRequested e -> requested(e);
      case ReplayCancellationOrdered e ->
          db.sql("update view.rebuild set cancelled = true where replay_id = :id")
              .param("id", e.replayId())
              .update();
      case ReplayPartEnded e -> {
        if (e.part().equals(ReplayPart.PROJECTIONS.name())) {
          ended(e.replayId());
        }
      }
      case ReplayProgressed _, ReplayEnded _ -> {}
    }
  }

  private void requested(ReplayRequested event) {
    if (ReplayWhat.valueOf(event.what()).parts().contains(ReplayPart.PROJECTIONS)) {
      db.sql(
              """
              insert into view.rebuild (replay_id, projections) values (:id, :projections)
              on conflict do nothing\
              """)
          .param("id", event.replayId())
          .param("projections", event.projections())
          .update();
    }
  }

  /** Also called by the one who did it, whose own end may come back late. */
  void ended(String replayId) {
    db.sql("delete from view.rebuild where replay_id = :id").param("id", replayId).update();
  }

  public Optional<RebuildOrder> next() {
    return db.sql("select * from view.rebuild order by number limit 1")
        .query(
            (row, _) ->
                new RebuildOrder(
                    row.getString("replay_id"),
                    projections(row.getString("projections")),
                    row.getBoolean("cancelled"),
                    row.getString("findings")))
        .optional();
  }

  boolean isCancelled(String replayId) {
    return db.sql("select cancelled from view.rebuild where replay_id = :id")
        .param("id", replayId)
        .query(Boolean.class)
        .optional()
        .orElse(true);
  }

  private static EnumSet<Projection> projections(String names) {
    return names.isEmpty()
        ? EnumSet.allOf(Projection.class)
        : Arrays.stream(names.split(",", -1))
            .map(Projection::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Projection.class)));
  }
}

package io.holdfast.query.solvency;

import io.holdfast.api.solvency.Position;
import io.holdfast.api.solvency.SolvencyEvent;
import io.holdfast.api.solvency.SolvencyReportPublished;
import io.holdfast.api.solvency.SolvencyReportRequested;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The reports that were asked for, folded by a processor of their own. Thread-safe. */
@ProcessingGroup(SolvencyReports.GROUP)
public final class SolvencyReports {
  public static final String GROUP = "solvency";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<Position>> POSITIONS = new TypeReference<>() {};

  private final JdbcClient db;

  public SolvencyReports(DataSource source) {
    this.db = JdbcClient.create(source);
  }

  @EventHandler
  public void on(SolvencyEvent event, @Timestamp Instant at) {
    switch (event) {
      case SolvencyReportRequested e ->
          db.sql(
                  """
                  insert into audit.solvency_report (report_id, requested_at_millis, requested_by)
                  values (:id, :at, :by) on conflict do nothing""")
              .param("id", e.reportId())
              .param("at", at.toEpochMilli())
              .param("by", e.requestedBy())
              .update();
      case SolvencyReportPublished e ->
          db.sql(
                  """
                  update audit.solvency_report set published_at_millis = :at, positions = :positions
                  where report_id = :id""")
              .param("id", e.reportId())
              .param("at", at.toEpochMilli())
              .param("positions", written(e.positions()))
              .update();
    }
  }

  /** One that is not published yet, and its positions once its tree is stored. */
  record Open(String reportId, Optional<List<Position>> positions) {}

  Optional<Open> next() {
    return db.sql(
            """
            select report_id, positions from audit.solvency_report
            where published_at_millis is null order by requested_at_millis, report_id limit 1""")
        .query(
            (row, _) ->
                new Open(
                    row.getString("report_id"),
                    Optional.ofNullable(row.getString("positions")).map(SolvencyReports::read)))
        .optional();
  }

  /** Keeps the trees of the newest ones only; the reports themselves stay. */
  void prune(int trees) {
    for (String table : List.of("solvency_leaf", "solvency_node")) {
      db.sql(
              """
              delete from audit.%s where report_id in (
                select report_id from audit.solvency_report where published_at_millis is not null
                order by requested_at_millis desc, report_id desc offset :trees)"""
                  .formatted(table))
          .param("trees", trees)
          .update();
    }
  }

  static String written(List<Position> positions) {
    return JSON.writeValueAsString(positions);
  }

  static List<Position> read(String positions) {
    return JSON.readValue(positions, POSITIONS);
  }
}

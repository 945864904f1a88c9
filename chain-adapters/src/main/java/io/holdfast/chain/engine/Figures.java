package io.holdfast.chain.engine;

import io.holdfast.api.query.FindRailFigures;
import io.holdfast.api.query.RailFigures;
import io.holdfast.api.query.RailFigures.Endpoint;
import io.holdfast.api.query.RailFigures.Figure;
import io.holdfast.api.query.RailFigures.Holding;
import io.holdfast.api.query.RailFigures.Oracle;
import io.holdfast.api.rail.Rail;
import io.holdfast.api.rail.Rails;
import io.holdfast.chain.endpoint.EndpointState;
import io.holdfast.chain.endpoint.RailEndpoints;
import io.holdfast.chain.port.OwnFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where the rails stand, by what they stored: so every node answers alike, whichever follows.
 * Thread-safe.
 */
public final class Figures {
  private static final String WHERE_IT_STANDS =
      """
      SELECT coalesce(c.height, -1) AS height, coalesce(c.final_height, -1) AS final_height,
        coalesce(c.head_height, -1) AS head_height,
        coalesce(c.head_seen_at_millis, 0) AS head_seen_at_millis,
        coalesce(b.mined_at_millis, 0) AS mined_at_millis,
        (SELECT count(*) FROM rail.parked p WHERE p.rail = :rail AND NOT p.discarded) AS parked,
        (SELECT count(*) FROM rail.payout o WHERE o.rail = :rail
           AND o.state IN ('APPROVED', 'SIGNED', 'BROADCAST')) AS open_payouts
      FROM (SELECT :rail AS rail) r
      LEFT JOIN rail.cursor c ON c.rail = r.rail
      LEFT JOIN rail.block b ON b.rail = r.rail AND b.hash = c.hash""";

  private final JdbcClient db;
  private final Rails rails;
  private final List<OwnFacts> facts;
  private final List<RailEndpoints> endpoints;

  public Figures(JdbcClient db, Rails rails, List<OwnFacts> facts, List<RailEndpoints> endpoints) {
    this.db = db;
    this.rails = rails;
    this.facts = List.copyOf(facts);
    this.endpoints = List.copyOf(endpoints);
  }

  @QueryHandler
  public RailFigures of(FindRailFigures query) {
    return new RailFigures(rails.all().stream().map(Rail::id).map(this::figure).toList());
  }

  private Figure figure(String rail) {
    return db.sql(WHERE_IT_STANDS)
        .param("rail", rail)
        .query((row, _) -> figure(rail, row, holdingsOf(rail), endpointsOf(rail), oracleOf(rail)))
        .single();
  }

  /** It was looked at, where it is at work. */
  private @Nullable Oracle oracleOf(String rail) {
    return db.sql(
            """
            SELECT o.*, (SELECT count(*) FROM rail.offchain_record r WHERE r.rail = o.rail
              AND r.state IN ('WAITING', 'SIGNED')) AS waiting
            FROM rail.oracle o WHERE o.rail = :rail AND o.balance IS NOT NULL""")
        .param("rail", rail)
        .query(
            (row, _) ->
                new Oracle(
                    row.getString("address"),
                    row.getBigDecimal("balance").toBigIntegerExact().toString(),
                    row.getLong("waiting"),
                    row.getString("problem")))
        .optional()
        .orElse(null);
  }

  private List<Holding> holdingsOf(String rail) {
    return facts.stream()
        .filter(each -> each.asset().rail().equals(rail))
        .map(each -> new Holding(each.asset().code(), each.sum().toString()))
        .toList();
  }

  private List<Endpoint> endpointsOf(String rail) {
    return endpoints.stream()
        .filter(each -> each.rail().equals(rail))
        .flatMap(each -> each.states().stream())
        .map(Figures::endpoint)
        .toList();
  }

  /** The words of an endpoint's last error are for the log: they may quote what a node said. */
  private static Endpoint endpoint(EndpointState state) {
    return new Endpoint(
        state.name(),
        state.health().name(),
        state.preferred(),
        state.latencyMillis(),
        state.lastErrorAtMillis());
  }

  private static Figure figure(
      String rail,
      ResultSet row,
      List<Holding> held,
      List<Endpoint> endpoints,
      @Nullable Oracle oracle)
      throws SQLException {
    return new Figure(
        rail,
        row.getLong("height"),
        row.getLong("final_height"),
        row.getLong("head_height"),
        row.getLong("head_seen_at_millis"),
        row.getLong("mined_at_millis"),
        row.getLong("parked"),
        row.getLong("open_payouts"),
        held,
        endpoints,
        oracle);
  }
}

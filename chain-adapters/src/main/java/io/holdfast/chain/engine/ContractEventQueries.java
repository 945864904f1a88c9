package io.holdfast.chain.engine;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.ContractEvents;
import io.holdfast.api.query.ContractEvents.Said;
import io.holdfast.api.query.Contracts;
import io.holdfast.api.query.Contracts.Known;
import io.holdfast.api.query.FindContractEvents;
import io.holdfast.api.query.FindContracts;
import io.holdfast.api.rail.Rails;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What contracts said, by contract, topic and height. Events that lost their place stay in the list
 * and say so. A block that comes in beside one that lost its place lies at the same height: whoever
 * follows by the cursor on a chain that reorganises asks again from the lowest height that is not
 * final. Thread-safe.
 */
public final class ContractEventQueries {
  private static final Pattern CURSOR =
      Pattern.compile("([0-9]{1,18})-([0-9]{1,18})-([0-9A-Za-z]{1,128})");

  private final JdbcClient db;
  private final Rails rails;

  public ContractEventQueries(JdbcClient db, Rails rails) {
    this.db = db;
    this.rails = rails;
  }

  /**
   * @throws Rejection UNKNOWN_RAIL or CURSOR_MALFORMED
   */
  @QueryHandler
  public ContractEvents of(FindContractEvents query) {
    Place after = Place.of(query.after());
    List<Said> found =
        db.sql(
                """
                SELECT * FROM rail.contract_event WHERE rail = :rail AND height >= :from
                  AND (height, position, block_hash) > (:height, :position, :hash)
                  AND (:contract::text IS NULL OR contract = :contract)
                  AND (:topic::text IS NULL OR topic = :topic OR name = :topic)
                ORDER BY height, position, block_hash LIMIT :limit""")
            .param("rail", rails.require(query.rail()).id())
            .param("from", Math.max(query.fromHeight(), after.height))
            .param("height", after.height)
            .param("position", after.position)
            .param("hash", after.hash)
            .param("contract", query.contract())
            .param("topic", query.topic())
            .param("limit", query.limit())
            .query((row, _) -> said(row))
            .list();
    return new ContractEvents(
        found, found.isEmpty() ? query.after() : Place.of(found.getLast()).text());
  }

  /** Counts the events of each anew: a question for staff, and not for every page. */
  @QueryHandler
  public Contracts of(FindContracts query) {
    return new Contracts(
        rails.all().stream()
            .flatMap(rail -> rail.contracts().stream().map(each -> known(rail.id(), each)))
            .toList());
  }

  private Known known(String rail, String contract) {
    return db.sql(
            """
            SELECT count(*) AS events, max(height) AS last_height FROM rail.contract_event
            WHERE rail = :rail AND contract = :contract AND standing""")
        .param("rail", rail)
        .param("contract", contract)
        .query(
            (row, _) ->
                new Known(
                    rail,
                    contract,
                    row.getLong("events"),
                    row.getObject("last_height", Long.class)))
        .single();
  }

  /** Where a page ended. */
  private record Place(long height, long position, String hash) {
    static Place of(@Nullable String cursor) {
      if (cursor == null) {
        return new Place(-1, -1, "");
      }
      Matcher parts = CURSOR.matcher(cursor);
      if (!parts.matches()) {
        throw new Rejection(ErrorCode.CURSOR_MALFORMED, "That is not a cursor that a page gave.");
      }
      return new Place(
          Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3));
    }

    static Place of(Said event) {
      return new Place(event.height(), event.position(), event.blockHash());
    }

    String text() {
      return height + "-" + position + "-" + hash;
    }
  }

  private static Said said(ResultSet row) throws SQLException {
    return new Said(
        row.getLong("height"),
        row.getString("block_hash"),
        row.getLong("position"),
        row.getString("transaction"),
        row.getString("contract"),
        row.getString("topic"),
        row.getString("name"),
        row.getString("content"),
        row.getString("raw"),
        row.getString("problem"),
        row.getBoolean("standing"));
  }
}

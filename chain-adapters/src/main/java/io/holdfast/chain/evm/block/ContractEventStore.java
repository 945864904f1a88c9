package io.holdfast.chain.evm.block;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.evm.contract.ContractEvent;
import io.holdfast.chain.evm.contract.ContractEvents;
import io.holdfast.chain.evm.rpc.EvmLog;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.ledger.ParkingLot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What contracts emitted, block by block, for ever. One in a block that lost its place stays, and
 * says so. One of our contracts that cannot be read is kept as it came, and parked for a person.
 */
public final class ContractEventStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient db;
  private final String rail;
  private final ParkingLot parkingLot;

  public ContractEventStore(JdbcClient db, String rail, ParkingLot parkingLot) {
    this.db = db;
    this.rail = rail;
    this.parkingLot = parkingLot;
  }

  /**
   * Stores a block's events by one statement, however many.
   *
   * @param forms what the events of a contract look like, where we know it
   */
  void store(Header block, List<EvmLog> logs, Function<Address, Optional<ContractEvents>> forms) {
    if (logs.isEmpty()) {
      return;
    }
    List<Understood> events =
        logs.stream().map(log -> understand(log, forms.apply(log.address()))).toList();
    insert(block, events);
    events.stream().filter(event -> event.problem() != null).forEach(it -> park(block, it));
  }

  /** An event with what it means, or why it could not be read. */
  private record Understood(EvmLog log, @Nullable ContractEvent event, @Nullable String problem) {
    @Nullable String name() {
      return event == null ? null : event.name();
    }

    @Nullable String content() {
      return event == null ? null : JSON.writeValueAsString(event.content());
    }

    @Nullable String topic() {
      return log.topics().isEmpty() ? null : log.topics().getFirst();
    }

    String raw() {
      return JSON.writeValueAsString(
          Map.of("topics", log.topics(), "data", log.data(), "address", log.address().value()));
    }
  }

  private static Understood understand(EvmLog log, Optional<ContractEvents> forms) {
    try {
      return new Understood(log, forms.map(form -> form.read(log)).orElse(null), null);
    } catch (IllegalArgumentException e) {
      return new Understood(log, null, String.valueOf(e.getMessage()));
    }
  }

  private void insert(Header block, List<Understood> events) {
    db.sql(
            """
            INSERT INTO rail.contract_event (rail, block_hash, position, height, transaction,
              contract, topic, raw, name, content, problem)
            SELECT :rail, :hash, e.position, :height, e.transaction,
              e.contract, e.topic, e.raw::jsonb, e.name, e.content::jsonb, e.problem
            FROM unnest(:positions, :transactions, :contracts, :topics, :raws, :names, :contents,
              :problems) AS e (position, transaction, contract, topic, raw, name, content, problem)
            ON CONFLICT (rail, block_hash, position) DO UPDATE SET standing = true,
              name = excluded.name, content = excluded.content,
              problem = coalesce(excluded.problem, contract_event.problem)""")
        .param("rail", rail)
        .param("hash", block.hash())
        .param("height", block.height())
        .param("positions", events.stream().map(each -> each.log().index()).toArray(Long[]::new))
        .param("transactions", texts(events, each -> each.log().transactionHash()))
        .param("contracts", texts(events, each -> each.log().address().value()))
        .param("topics", texts(events, Understood::topic))
        .param("raws", texts(events, Understood::raw))
        .param("names", texts(events, Understood::name))
        .param("contents", texts(events, Understood::content))
        .param("problems", texts(events, Understood::problem))
        .update();
  }

  private static @Nullable String[] texts(
      List<Understood> events, Function<Understood, @Nullable String> column) {
    return events.stream().map(column).toArray(String[]::new);
  }

  private void park(Header block, Understood event) {
    parkingLot.park(
        "ContractEvent",
        rail + ":" + event.log().transactionHash() + ":" + event.log().index(),
        event.raw(),
        ErrorCode.MALFORMED_REQUEST,
        String.valueOf(event.problem()),
        new BlockRef(block.height(), block.hash()));
  }

  void undo(Header block) {
    db.sql(
            """
            UPDATE rail.contract_event SET standing = false
            WHERE rail = :rail AND block_hash = :hash\
            """)
        .param("rail", rail)
        .param("hash", block.hash())
        .update();
  }
}

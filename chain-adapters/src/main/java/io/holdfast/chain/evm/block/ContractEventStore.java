package io.holdfast.chain.evm.block;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.evm.contract.ContractEvent;
import io.holdfast.chain.evm.contract.ContractEvents;
import io.holdfast.chain.evm.rpc.EvmLog;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.ledger.ParkingLot;
import java.util.Map;
import java.util.Optional;
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

  void store(Header block, EvmLog log, Optional<ContractEvents> forms) {
    ContractEvent event = null;
    String problem = null;
    try {
      event = forms.map(form -> form.read(log)).orElse(null);
    } catch (IllegalArgumentException e) {
      problem = String.valueOf(e.getMessage());
    }
    store(block, log, event, problem);
    if (problem != null) {
      parkingLot.park(
          "ContractEvent",
          rail + ":" + log.transactionHash() + ":" + log.index(),
          raw(log),
          ErrorCode.MALFORMED_REQUEST,
          problem,
          new BlockRef(block.height(), block.hash()));
    }
  }

  private void store(
      Header block, EvmLog log, @Nullable ContractEvent event, @Nullable String problem) {
    db.sql(
            """
            INSERT INTO rail.contract_event (rail, block_hash, position, height, transaction,
              contract, topic, raw, name, content, problem)
            VALUES (:rail, :hash, :position, :height, :transaction,
              :contract, :topic, :raw::jsonb, :name, :content::jsonb, :problem)
            ON CONFLICT (rail, block_hash, position) DO UPDATE SET standing = true""")
        .param("rail", rail)
        .param("hash", block.hash())
        .param("position", log.index())
        .param("height", block.height())
        .param("transaction", log.transactionHash())
        .param("contract", log.address().value())
        .param("topic", log.topics().isEmpty() ? null : log.topics().getFirst())
        .param("raw", raw(log))
        .param("name", event == null ? null : event.name())
        .param("content", event == null ? null : JSON.writeValueAsString(event.content()))
        .param("problem", problem)
        .update();
  }

  void undo(Header block) {
    db.sql(
            """
            UPDATE rail.contract_event SET standing = false
            WHERE rail = :rail AND block_hash = :hash""")
        .param("rail", rail)
        .param("hash", block.hash())
        .update();
  }

  private static String raw(EvmLog log) {
    return JSON.writeValueAsString(
        Map.of("topics", log.topics(), "data", log.data(), "address", log.address().value()));
  }
}

package io.holdfast.chain.stellar.block;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.follow.Header;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.stellar.rpc.ContractEvent;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScVal;
import io.holdfast.chain.stellar.xdr.XdrException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What contracts that concern us emitted, ledger by ledger, for ever: as it came, and readable
 * where it can be read. What cannot be read is parked too.
 */
final class ContractEvents {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient db;
  private final String rail;
  private final ParkingLot parkingLot;

  ContractEvents(JdbcClient db, String rail, ParkingLot parkingLot) {
    this.db = db;
    this.rail = rail;
    this.parkingLot = parkingLot;
  }

  /**
   * @param problem why a payment could not be read from it, or null
   */
  void store(Header header, ContractEvent event, @Nullable String problem) {
    String name = null;
    String content = null;
    String unreadable = problem;
    try {
      List<ScVal> topics = event.topics().stream().map(ScVal::decode).toList();
      content =
          JSON.writeValueAsString(
              Map.of(
                  "topics", topics.stream().map(ScJson::of).toList(),
                  "data", ScJson.of(ScVal.decode(event.data()))));
      name = TokenEvent.name(event);
    } catch (XdrException e) {
      unreadable = problem == null ? String.valueOf(e.getMessage()) : problem;
    }
    insert(header, event, name, content, unreadable);
    if (unreadable != null) {
      parkingLot.park(
          "ContractEvent",
          rail + ":" + event.id(),
          raw(event),
          ErrorCode.MALFORMED_REQUEST,
          unreadable,
          new BlockRef(header.height(), header.hash()));
    }
  }

  private void insert(
      Header header,
      ContractEvent event,
      @Nullable String name,
      @Nullable String content,
      @Nullable String problem) {
    db.sql(
            """
            INSERT INTO rail.contract_event (rail, block_hash, position, height, transaction,
              contract, topic, raw, name, content, problem)
            VALUES (:rail, :hash, :position, :height, :transaction,
              :contract, :topic, :raw::jsonb, :name, :content::jsonb, :problem)
            ON CONFLICT (rail, block_hash, position) DO NOTHING""")
        .param("rail", rail)
        .param("hash", header.hash())
        .param("position", event.id().numberInLedger())
        .param("height", header.height())
        .param("transaction", event.transaction())
        .param("contract", event.contract())
        .param("topic", event.topics().isEmpty() ? null : event.topics().getFirst().base64())
        .param("raw", raw(event))
        .param("name", name)
        .param("content", content)
        .param("problem", problem)
        .update();
  }

  private static String raw(ContractEvent event) {
    return JSON.writeValueAsString(
        Map.of(
            "id", event.id().text(),
            "contract", event.contract(),
            "transaction", event.transaction(),
            "topics", event.topics().stream().map(Octets::base64).toList(),
            "data", event.data().base64()));
  }
}

package io.holdfast.chain.substrate.block;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.runtime.BlockEvents;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What only this rail stores of its blocks: which deposit accounts were emptied, what contracts
 * said, and what could not be read. Only the rail's one follower writes, in the engine's
 * transactions; each write may be repeated.
 */
public final class SubstrateStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JdbcClient db;
  private final String rail;
  private final Clock clock;

  public SubstrateStore(JdbcClient db, String rail, Clock clock) {
    this.db = db;
    this.rail = rail;
    this.clock = clock;
  }

  /** A deposit account that may hold something. */
  public record Holder(int number, AccountId account) {}

  /**
   * What a contract said.
   *
   * @param place among the block's events
   * @param transaction the hash of the extrinsic that called it, or of the block where none did
   * @param topics what the chain indexes it by, each a hash in hexadecimal
   */
  record Said(
      int place, String transaction, AccountId contract, String dataHex, List<String> topics) {}

  /**
   * Deposit accounts that were paid since they were emptied last, those that got most before all.
   * What they hold, only the chain can tell.
   *
   * @param creditDepth payments must be so deep, or final
   */
  public List<Holder> holders(int creditDepth, int most) {
    return db.sql(
            """
            SELECT d.number, d.account FROM rail.derived_account d
            JOIN rail.payment p ON p.rail = d.rail AND p.reference = d.account
            JOIN rail.cursor c ON c.rail = d.rail
            WHERE d.rail = :rail AND p.height >= coalesce(d.swept_height, 0)
              AND p.height <= greatest(c.final_height, c.height - :depth + 1)
            GROUP BY d.number, d.account ORDER BY sum(p.amount) DESC, d.number LIMIT :most""")
        .param("rail", rail)
        .param("depth", creditDepth)
        .param("most", most)
        .query(
            (row, _) -> new Holder(row.getInt("number"), new AccountId(row.getString("account"))))
        .list();
  }

  /**
   * @throws IllegalStateException when one of these extrinsics pays a withdrawal
   */
  void requireNoneOfOurs(Collection<String> hashes) {
    List<String> ours =
        db.sql("SELECT txid FROM rail.payout WHERE rail = :rail AND txid = ANY(:hashes)")
            .param("rail", rail)
            .param("hashes", hashes.toArray(String[]::new))
            .query(String.class)
            .list();
    if (!ours.isEmpty()) {
      throw new IllegalStateException("payments of ours cannot be read in their block: " + ours);
    }
  }

  /** An older block that is stored once more does not hide a newer one. */
  void swept(Header block, Collection<AccountId> accounts) {
    db.sql(
            """
            UPDATE rail.derived_account SET swept_height = :height, swept_hash = :hash
            WHERE rail = :rail AND account = ANY(:accounts)
              AND (swept_height IS NULL OR swept_height <= :height)""")
        .param("height", block.height())
        .param("hash", block.hash())
        .param("rail", rail)
        .param("accounts", accounts.stream().map(AccountId::hex).toArray(String[]::new))
        .update();
  }

  void said(Header block, Said event) {
    db.sql(
            """
            INSERT INTO rail.contract_event
              (rail, block_hash, position, height, transaction, contract, topic, raw)
            VALUES (:rail, :hash, :place, :height, :transaction, :contract, :topic, :raw::jsonb)
            ON CONFLICT (rail, block_hash, position) DO UPDATE SET standing = true""")
        .param("rail", rail)
        .param("hash", block.hash())
        .param("place", event.place())
        .param("height", block.height())
        .param("transaction", event.transaction())
        .param("contract", event.contract().hex())
        .param("topic", event.topics().isEmpty() ? null : event.topics().getFirst())
        .param(
            "raw",
            JSON.writeValueAsString(Map.of("data", event.dataHex(), "topics", event.topics())))
        .update();
  }

  /** Kept for a person, with the bytes from the first event that does not fit its type. */
  void unreadable(Header block, BlockEvents.Unreadable rest) {
    db.sql(
            """
            INSERT INTO rail.parked (rail, command, target, payload, error_code, error,
              height, block_hash, parked_at_millis)
            VALUES (:rail, 'ReadEvents', :hash, :payload::jsonb, 'MALFORMED_REQUEST', :error,
              :height, :hash, :now)
            ON CONFLICT DO NOTHING""")
        .param("rail", rail)
        .param("hash", block.hash())
        .param(
            "payload",
            JSON.writeValueAsString(Map.of("fromEvent", rest.fromEvent(), "hex", rest.hex())))
        .param("error", rest.reason())
        .param("height", block.height())
        .param("now", clock.millis())
        .update();
  }

  void undo(Header block) {
    db.sql(
            """
            UPDATE rail.derived_account SET swept_height = NULL, swept_hash = NULL
            WHERE rail = :rail AND swept_hash = :hash""")
        .param("rail", rail)
        .param("hash", block.hash())
        .update();
    db.sql(
            """
            UPDATE rail.contract_event SET standing = false
            WHERE rail = :rail AND block_hash = :hash""")
        .param("rail", rail)
        .param("hash", block.hash())
        .update();
  }
}

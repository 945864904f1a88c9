package io.holdfast.chain.stellar.block;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.stellar.Tokens;
import io.holdfast.chain.stellar.rpc.ContractEvent;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.XdrException;
import io.holdfast.chain.transfer.IncomingPayment;
import io.holdfast.chain.transfer.SentTransaction;
import io.holdfast.chain.transfer.Transfers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a ledger means for us. An event that cannot be read is parked as it is, and the others go
 * on.
 */
public final class StellarTransfers implements Transfers<LedgerContent> {
  private static final Logger LOG = LoggerFactory.getLogger(StellarTransfers.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MILLIS = 1_000;

  private final String rail;
  private final Tokens tokens;
  private final ScAddress.Account custody;
  private final JdbcClient db;
  private final Clock clock;

  public StellarTransfers(
      String rail, Tokens tokens, ScAddress.Account custody, JdbcClient db, Clock clock) {
    this.rail = rail;
    this.tokens = tokens;
    this.custody = custody;
    this.db = db;
    this.clock = clock;
  }

  @Override
  public long minedAtMillis(LedgerContent ledger) {
    return ledger.header().closeTimeSeconds() * MILLIS;
  }

  @Override
  public List<IncomingPayment> payments(LedgerContent ledger) {
    return ledger.events().stream().flatMap(this::readable).toList();
  }

  private Stream<IncomingPayment> readable(ContractEvent event) {
    try {
      return payment(event).stream();
    } catch (XdrException e) {
      LOG.warn("rail {}: event {} cannot be read and is parked", rail, event.id(), e);
      return Stream.empty();
    }
  }

  private Optional<IncomingPayment> payment(ContractEvent event) {
    return tokens
        .ofContract(event.contract())
        .flatMap(token -> TokenEvent.payment(event, token, custody));
  }

  @Override
  public List<SentTransaction> sent(LedgerContent ledger) {
    return ledger.sent();
  }

  @Override
  public void storeMore(Header header, LedgerContent ledger) {
    for (ContractEvent event : ledger.events()) {
      try {
        payment(event);
      } catch (XdrException e) {
        park(header, event, String.valueOf(e.getMessage()));
      }
    }
  }

  private void park(Header header, ContractEvent event, String error) {
    db.sql(
            """
            INSERT INTO rail.parked (rail, command, target, payload, error_code, error,
              height, block_hash, parked_at_millis)
            VALUES (:rail, 'ReadEvent', :target, :payload::jsonb, 'MALFORMED_REQUEST', :error,
              :height, :hash, :now)
            ON CONFLICT DO NOTHING""")
        .param("rail", rail)
        .param("target", "event:" + rail + ":" + event.id())
        .param("payload", JSON.writeValueAsString(payload(event)))
        .param("error", error)
        .param("height", header.height())
        .param("hash", header.hash())
        .param("now", clock.millis())
        .update();
  }

  private static Map<String, Object> payload(ContractEvent event) {
    return Map.of(
        "id", event.id().text(),
        "contract", event.contract(),
        "transaction", event.transaction(),
        "topics", event.topics().stream().map(Octets::base64).toList(),
        "data", event.data().base64());
  }
}

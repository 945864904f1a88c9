package io.holdfast.chain.stellar.block;

import io.holdfast.chain.follow.Header;
import io.holdfast.chain.ledger.ParkingLot;
import io.holdfast.chain.stellar.Token;
import io.holdfast.chain.stellar.Tokens;
import io.holdfast.chain.stellar.rpc.ContractEvent;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.XdrException;
import io.holdfast.chain.transfer.IncomingPayment;
import io.holdfast.chain.transfer.SentTransaction;
import io.holdfast.chain.transfer.Transfers;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a ledger means for us. An event that cannot be read is parked as it is, and the others go
 * on.
 */
public final class StellarTransfers implements Transfers<LedgerContent> {
  private static final Logger LOG = LoggerFactory.getLogger(StellarTransfers.class);
  private static final long MILLIS = 1_000;

  private final String rail;
  private final Tokens tokens;
  private final ScAddress.Account custody;
  private final Predicate<String> mintsForUs;
  private final ContractEvents contractEvents;

  /**
   * @param mintsForUs whether a transaction is a mint that we ordered: what it makes is booked when
   *     the order is settled, and is nobody's payment
   */
  public StellarTransfers(
      String rail,
      Tokens tokens,
      ScAddress.Account custody,
      Predicate<String> mintsForUs,
      JdbcClient db,
      ParkingLot parkingLot) {
    this.mintsForUs = mintsForUs;
    this.rail = rail;
    this.tokens = tokens;
    this.custody = custody;
    this.contractEvents = new ContractEvents(db, rail, parkingLot);
  }

  @Override
  public long minedAtMillis(LedgerContent ledger) {
    return ledger.header().closeTimeSeconds() * MILLIS;
  }

  @Override
  public List<IncomingPayment> payments(LedgerContent ledger) {
    return ledger.events().stream()
        .flatMap(this::readable)
        .filter(payment -> payment.payer() != null || !mintsForUs.test(payment.transaction()))
        .toList();
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

  /** The network takes less than what was offered when it has room. */
  @Override
  public Optional<String> feeAsset() {
    return tokens.all().stream().filter(Token::lumens).map(Token::asset).findFirst();
  }

  @Override
  public void storeMore(Header header, LedgerContent ledger) {
    for (ContractEvent event : ledger.events()) {
      String problem = null;
      try {
        payment(event);
      } catch (XdrException e) {
        problem = String.valueOf(e.getMessage());
      }
      contractEvents.store(header, event, problem);
    }
  }
}

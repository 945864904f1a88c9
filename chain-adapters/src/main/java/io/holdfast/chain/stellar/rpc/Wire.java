package io.holdfast.chain.stellar.rpc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of a node as they come over the wire, with the fields that are read here. */
final class Wire {
  private Wire() {}

  record Health(@Nullable String status, long latestLedger, long oldestLedger) {}

  record NetworkConfig(@Nullable String passphrase) {}

  record Ledgers(@Nullable List<Ledger> ledgers) {}

  record Ledger(long sequence, @Nullable String hash, @Nullable String headerXdr) {}

  record Events(
      @Nullable List<Event> events,
      @Nullable String cursor,
      long latestLedger,
      @Nullable Long oldestLedger) {}

  record Event(
      @Nullable String id,
      long ledger,
      @Nullable String contractId,
      @Nullable List<String> topic,
      @Nullable String value,
      @Nullable String txHash) {}

  record Transactions(@Nullable List<Listed> transactions) {}

  record Listed(long ledger) {}

  record Tx(
      @Nullable String status,
      @Nullable Long ledger,
      @Nullable String resultXdr,
      @Nullable String envelopeXdr) {}

  record Simulated(
      @Nullable String error,
      @Nullable String transactionData,
      @Nullable String minResourceFee,
      @Nullable List<Invoked> results,
      @Nullable Object restorePreamble,
      long latestLedger) {}

  record Invoked(@Nullable List<String> auth, @Nullable String xdr) {}

  record Sent(@Nullable String status, @Nullable String hash, @Nullable String errorResultXdr) {}

  record Entries(@Nullable List<Entry> entries, long latestLedger) {}

  record Entry(@Nullable String key, @Nullable String xdr, long lastModifiedLedgerSeq) {}
}

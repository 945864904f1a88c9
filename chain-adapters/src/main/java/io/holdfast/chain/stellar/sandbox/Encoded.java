package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.stellar.xdr.AccountEntry;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.Operation;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.TrustLine;
import io.holdfast.chain.stellar.xdr.XdrWriter;

/** What the node says of accounts and calls, as the network encodes it. */
final class Encoded {
  static final long RESOURCE_FEE = 50_000;

  private static final int CONTRACT_DATA = 6;
  private static final int INSTANCE = 20;
  private static final int PERSISTENT = 1;

  private Encoded() {}

  /** A LedgerEntryData. */
  static Octets account(AccountEntry entry) {
    return XdrWriter.write(
        to -> {
          to.raw(AccountEntry.key(entry.account()));
          to.int64(entry.balance());
          to.int64(entry.sequence());
          to.uint32(entry.subEntries());
          to.bool(false);
          to.int32(0);
          to.ascii("");
          to.fixed(Octets.ofHex("01000000"));
          to.int32(0);
          to.int32(0);
        });
  }

  /** A LedgerEntryData. */
  static Octets trustLine(TrustLine line) {
    return XdrWriter.write(
        to -> {
          to.raw(TrustLine.key(line.account(), line.asset()));
          to.int64(line.balance());
          to.int64(line.limit());
          to.uint32(line.authorized() ? 1 : 0);
          to.int32(0);
        });
  }

  /** A SorobanAuthorizationEntry: the transaction's own source account allows just this call. */
  static Octets authorization(Operation.InvokeContract call) {
    return XdrWriter.write(
        to -> {
          to.int32(0);
          to.int32(0);
          call.contract().write(to);
          to.ascii(call.function());
          to.list(call.arguments(), argument -> argument.write(to));
          to.int32(0);
        });
  }

  /** A SorobanTransactionData: the contract is read, its caller's account written. */
  static Octets resources(Operation.InvokeContract call, ScAddress.Account source) {
    return XdrWriter.write(
        to -> {
          to.int32(0);
          to.int32(1);
          to.int32(CONTRACT_DATA);
          call.contract().write(to);
          to.int32(INSTANCE);
          to.int32(PERSISTENT);
          to.int32(1);
          to.raw(AccountEntry.key(source));
          to.uint32(500_000);
          to.uint32(1_000);
          to.uint32(500);
          to.int64(RESOURCE_FEE);
        });
  }
}

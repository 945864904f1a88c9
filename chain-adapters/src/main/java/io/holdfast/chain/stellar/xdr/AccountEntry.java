package io.holdfast.chain.stellar.xdr;

/**
 * An account as the ledger holds it, as far as paying needs it.
 *
 * @param balance in stroops
 * @param sequence the number of the last transaction that used one
 * @param subEntries what else it has in the ledger, each of which binds a part of its balance
 */
public record AccountEntry(
    ScAddress.Account account, long balance, long sequence, long subEntries) {
  /** The name of an account's entry in the ledger (LedgerKey). */
  public static Octets key(ScAddress.Account account) {
    return XdrWriter.write(
        to -> {
          to.int32(0);
          to.int32(0);
          to.fixed(account.key());
        });
  }

  /**
   * Reads the front of a LedgerEntryData.
   *
   * @throws XdrException when it is no account's
   */
  public static AccountEntry decode(Octets data) {
    return XdrReader.readFirst(
        data,
        from -> {
          from.require(0, "ledger entry type");
          from.require(0, "key type");
          ScAddress.Account account = new ScAddress.Account(from.fixed(ScAddress.HASH_BYTES));
          long balance = from.int64();
          long sequence = from.int64();
          return new AccountEntry(account, balance, sequence, from.uint32());
        });
  }
}

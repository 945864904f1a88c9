package io.holdfast.chain.stellar.xdr;

/**
 * The head of a closed ledger, as far as following needs it.
 *
 * @param hash SHA-256 over the whole header, computed here: a node cannot give a header a name that
 *     is not its own
 */
public record LedgerHeader(long sequence, Octets hash, Octets previousHash, long closeTimeSeconds) {
  private static final int MOST_UPGRADES = 6;
  private static final int LONGEST_UPGRADE = 128;
  private static final int LONGEST_SIGNATURE = 64;

  /**
   * Reads a LedgerHeaderHistoryEntry: the hash, the header, and an extension that must be empty.
   *
   * @throws XdrException when it is anything else, or the hash is not the header's
   */
  public static LedgerHeader decodeHistoryEntry(Octets entry) {
    int end = entry.length() - Integer.BYTES;
    if (end < ScAddress.HASH_BYTES) {
      throw new XdrException("a ledger's header that ends too early");
    }
    LedgerHeader header = decode(entry.slice(ScAddress.HASH_BYTES, end));
    if (!header.hash.equals(entry.slice(0, ScAddress.HASH_BYTES))) {
      throw new XdrException("a ledger's header under a hash that is not its own");
    }
    XdrReader.readAll(
        entry.slice(end, entry.length()),
        from -> {
          from.require(0, "header extension");
          return header;
        });
    return header;
  }

  /** Reads a LedgerHeader; the parts after its sequence number count for the hash only. */
  static LedgerHeader decode(Octets header) {
    return XdrReader.readFirst(
        header,
        from -> {
          from.uint32();
          Octets previous = from.fixed(ScAddress.HASH_BYTES);
          long closeTime = readCloseTime(from);
          from.fixed(2 * ScAddress.HASH_BYTES);
          return new LedgerHeader(from.uint32(), Octets.sha256(header), previous, closeTime);
        });
  }

  private static long readCloseTime(XdrReader from) {
    from.fixed(ScAddress.HASH_BYTES);
    long closeTime = from.int64();
    from.list(MOST_UPGRADES, in -> in.opaque(LONGEST_UPGRADE));
    if (from.bool()) {
      from.require(0, "key type");
      from.fixed(ScAddress.HASH_BYTES);
      from.opaque(LONGEST_SIGNATURE);
    }
    return closeTime;
  }
}

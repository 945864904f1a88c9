package io.holdfast.chain.stellar.xdr;

/**
 * Finds where the parts of a Soroban transaction end that are passed on and not looked into: who
 * allows a call, and which entries of the ledger it touches.
 */
final class SorobanParts {
  private static final int DEEPEST_CALLS = 8;
  private static final int MOST_CALLS = 64;
  private static final int MOST_KEYS = 400;

  private SorobanParts() {}

  /** A SorobanAuthorizationEntry that the transaction's own source account vouches for. */
  static Octets authorization(XdrReader from) {
    int start = from.place();
    from.require(0, "credentials");
    skipCall(from, DEEPEST_CALLS);
    return from.since(start);
  }

  private static Object skipCall(XdrReader from, int depth) {
    if (depth == 0) {
      throw new XdrException("calls nested too deep");
    }
    from.require(0, "authorized function");
    ScAddress.read(from);
    from.ascii(ScVal.LONGEST_SYMBOL);
    from.list(Operation.MOST_ARGUMENTS, ScVal::read);
    return from.list(MOST_CALLS, in -> skipCall(in, depth - 1));
  }

  /**
   * A SorobanTransactionData. In version 1 of its extension (protocol 23) it also says which of the
   * entries must be brought back from the archive.
   */
  static Octets resources(XdrReader from) {
    int start = from.place();
    int version = from.int32();
    if (version == 1) {
      from.list(MOST_KEYS, XdrReader::uint32);
    } else if (version != 0) {
      throw new XdrException("resources of version " + version + " are not spoken here");
    }
    from.list(MOST_KEYS, SorobanParts::skipKey);
    from.list(MOST_KEYS, SorobanParts::skipKey);
    from.fixed(3 * Integer.BYTES);
    from.int64();
    return from.since(start);
  }

  private static Object skipKey(XdrReader from) {
    int type = from.int32();
    switch (type) {
      case 0 -> skipAccount(from);
      case 1 -> {
        skipAccount(from);
        ClassicAsset.read(from);
      }
      case 6 -> {
        ScAddress.read(from);
        skipStorageKey(from);
        from.int32();
      }
      case 7 -> from.fixed(ScAddress.HASH_BYTES);
      default -> throw new XdrException("ledger key type " + type + " is not spoken here");
    }
    return type;
  }

  private static void skipAccount(XdrReader from) {
    from.require(0, "key type");
    from.fixed(ScAddress.HASH_BYTES);
  }

  /** The key of a contract's own instance is a kind of value that occurs nowhere else. */
  private static void skipStorageKey(XdrReader from) {
    if (!from.skipIf(ScVal.LEDGER_KEY_CONTRACT_INSTANCE)) {
      ScVal.read(from);
    }
  }
}

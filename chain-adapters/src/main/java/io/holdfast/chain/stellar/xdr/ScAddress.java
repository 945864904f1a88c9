package io.holdfast.chain.stellar.xdr;

/**
 * Who takes part in a movement of tokens (SCAddress, and MuxedAccount for the first and the third).
 * Types 2 to 4 came with protocol 23 (CAP-67).
 */
public sealed interface ScAddress {
  int HASH_BYTES = 32;

  /** CryptoKeyType of a MuxedAccount that names a user. */
  int MUXED_KEY_TYPE = 0x100;

  /** An account, {@code G…}: its Ed25519 public key. */
  record Account(Octets key) implements ScAddress {}

  /** A contract, {@code C…}. */
  record Contract(Octets hash) implements ScAddress {}

  /**
   * An account with the number of one of its users, {@code M…}.
   *
   * @param id unsigned, in the bits of a long
   */
  record Muxed(Octets key, long id) implements ScAddress {}

  /** A balance that waits to be claimed, {@code B…}. */
  record ClaimableBalance(Octets hash) implements ScAddress {}

  /** A pool of liquidity, {@code L…}. */
  record LiquidityPool(Octets hash) implements ScAddress {}

  static ScAddress read(XdrReader from) {
    int type = from.int32();
    return switch (type) {
      case 0 -> {
        from.require(0, "key type");
        yield new Account(from.fixed(HASH_BYTES));
      }
      case 1 -> new Contract(from.fixed(HASH_BYTES));
      case 2 -> {
        long id = from.int64();
        yield new Muxed(from.fixed(HASH_BYTES), id);
      }
      case 3 -> {
        from.require(0, "claimable balance type");
        yield new ClaimableBalance(from.fixed(HASH_BYTES));
      }
      case 4 -> new LiquidityPool(from.fixed(HASH_BYTES));
      default -> throw new XdrException("address type " + type + " is not spoken here");
    };
  }

  /** Reads a MuxedAccount, which spells the same two kinds otherwise. */
  static ScAddress readMuxedAccount(XdrReader from) {
    int type = from.int32();
    if (type == 0) {
      return new Account(from.fixed(HASH_BYTES));
    }
    if (type == MUXED_KEY_TYPE) {
      long id = from.int64();
      return new Muxed(from.fixed(HASH_BYTES), id);
    }
    throw new XdrException("account type " + type + " is not spoken here");
  }

  default Octets encoded() {
    return XdrWriter.write(this::write);
  }

  default void write(XdrWriter to) {
    switch (this) {
      case Account(Octets key) -> {
        to.int32(0);
        to.int32(0);
        to.fixed(key);
      }
      case Contract(Octets hash) -> {
        to.int32(1);
        to.fixed(hash);
      }
      case Muxed(Octets key, long id) -> {
        to.int32(2);
        to.int64(id);
        to.fixed(key);
      }
      case ClaimableBalance(Octets hash) -> {
        to.int32(3);
        to.int32(0);
        to.fixed(hash);
      }
      case LiquidityPool(Octets hash) -> {
        to.int32(4);
        to.fixed(hash);
      }
    }
  }

  default void writeMuxedAccount(XdrWriter to) {
    switch (this) {
      case Account(Octets key) -> {
        to.int32(0);
        to.fixed(key);
      }
      case Muxed(Octets key, long id) -> {
        to.int32(MUXED_KEY_TYPE);
        to.int64(id);
        to.fixed(key);
      }
      case Contract _, ClaimableBalance _, LiquidityPool _ ->
          throw new XdrException(StrKey.encode(this) + " is no account");
    }
  }
}

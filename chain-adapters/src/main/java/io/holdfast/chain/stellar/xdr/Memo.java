package io.holdfast.chain.stellar.xdr;

/** What a classic transaction says to its receiver. */
public sealed interface Memo {
  int LONGEST_TEXT_BYTES = 28;

  record None() implements Memo {}

  /** Bytes of any encoding, at most 28. */
  record Text(Octets text) implements Memo {}

  /**
   * @param id unsigned, in the bits of a long
   */
  record Id(long id) implements Memo {}

  record Hash(Octets hash) implements Memo {}

  record Return(Octets hash) implements Memo {}

  static Memo read(XdrReader from) {
    int type = from.int32();
    return switch (type) {
      case 0 -> new None();
      case 1 -> new Text(from.opaque(LONGEST_TEXT_BYTES));
      case 2 -> new Id(from.int64());
      case 3 -> new Hash(from.fixed(ScAddress.HASH_BYTES));
      case 4 -> new Return(from.fixed(ScAddress.HASH_BYTES));
      default -> throw new XdrException("memo type " + type + " is not spoken here");
    };
  }

  default void write(XdrWriter to) {
    switch (this) {
      case None() -> to.int32(0);
      case Text(Octets text) -> {
        to.int32(1);
        to.opaque(text);
      }
      case Id(long id) -> {
        to.int32(2);
        to.int64(id);
      }
      case Hash(Octets hash) -> {
        to.int32(3);
        to.fixed(hash);
      }
      case Return(Octets hash) -> {
        to.int32(4);
        to.fixed(hash);
      }
    }
  }
}

package io.holdfast.chain.stellar.xdr;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A value of a Soroban contract (SCVal): what events tell and what functions take. Kinds that only
 * occur in a contract's storage, and errors, are not spoken here.
 */
public sealed interface ScVal {
  /** So deep values may lie in each other; the network's own limit is of the same order. */
  int DEEPEST = 32;

  int MOST_BYTES = 1 << 20;
  int MOST_ELEMENTS = 1 << 14;
  int LONGEST_SYMBOL = 32;

  /** The tag of a value without content that only names a contract's own entry. */
  int LEDGER_KEY_CONTRACT_INSTANCE = 20;

  record Bool(boolean value) implements ScVal {}

  record Nothing() implements ScVal {}

  record Whole(Width width, BigInteger value) implements ScVal {}

  record Bytes(Octets value) implements ScVal {}

  /** Text as its bytes: the network does not say which encoding they are in. */
  record Text(Octets value) implements ScVal {}

  record Symbol(String value) implements ScVal {}

  record Items(List<ScVal> values) implements ScVal {}

  record Pairs(List<Entry> entries) implements ScVal {
    public Optional<ScVal> get(String symbol) {
      return entries.stream()
          .filter(entry -> entry.key().equals(new Symbol(symbol)))
          .map(Entry::value)
          .findFirst();
    }
  }

  record Entry(ScVal key, ScVal value) {}

  record Address(ScAddress value) implements ScVal {}

  /** The kinds of whole numbers, with their tag and their width. */
  enum Width {
    U32(3, 4, false),
    I32(4, 4, true),
    U64(5, 8, false),
    I64(6, 8, true),
    TIMEPOINT(7, 8, false),
    DURATION(8, 8, false),
    U128(9, 16, false),
    I128(10, 16, true),
    U256(11, 32, false),
    I256(12, 32, true);

    private final int tag;
    private final int bytes;
    private final boolean signed;

    Width(int tag, int bytes, boolean signed) {
      this.tag = tag;
      this.bytes = bytes;
      this.signed = signed;
    }

    private static Width of(int tag) {
      return values()[tag - U32.tag];
    }
  }

  static ScVal i128(BigInteger value) {
    return new Whole(Width.I128, value);
  }

  static ScVal u64(long unsigned) {
    return new Whole(Width.U64, new BigInteger(Long.toUnsignedString(unsigned)));
  }

  /**
   * @throws XdrException when it is not one value, whole, in a kind spoken here
   */
  static ScVal decode(Octets encoded) {
    return XdrReader.readAll(encoded, ScVal::read);
  }

  static ScVal read(XdrReader from) {
    return read(from, DEEPEST);
  }

  private static ScVal read(XdrReader from, int depth) {
    if (depth == 0) {
      throw new XdrException("a value nested too deep");
    }
    int tag = from.int32();
    return switch (tag) {
      case 0 -> new Bool(from.bool());
      case 1 -> new Nothing();
      case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 -> {
        Width width = Width.of(tag);
        yield new Whole(width, from.number(width.bytes, width.signed));
      }
      case 13 -> new Bytes(from.opaque(MOST_BYTES));
      case 14 -> new Text(from.opaque(MOST_BYTES));
      case 15 -> new Symbol(from.ascii(LONGEST_SYMBOL));
      case 16 -> {
        requirePresent(from);
        yield new Items(from.list(MOST_ELEMENTS, in -> read(in, depth - 1)));
      }
      case 17 -> {
        requirePresent(from);
        yield new Pairs(
            from.list(
                MOST_ELEMENTS,
                in -> {
                  ScVal key = read(in, depth - 1);
                  return new Entry(key, read(in, depth - 1));
                }));
      }
      case 18 -> new Address(ScAddress.read(from));
      default -> throw new XdrException("value type " + tag + " is not spoken here");
    };
  }

  private static void requirePresent(XdrReader from) {
    if (!from.bool()) {
      throw new XdrException("a collection that is absent");
    }
  }

  default Octets encoded() {
    return XdrWriter.write(this::write);
  }

  default void write(XdrWriter to) {
    switch (this) {
      case Bool(boolean value) -> {
        to.int32(0);
        to.bool(value);
      }
      case Nothing() -> to.int32(1);
      case Whole(Width width, BigInteger value) -> {
        to.int32(width.tag);
        to.number(value, width.bytes, width.signed);
      }
      case Bytes(Octets value) -> {
        to.int32(13);
        to.opaque(value);
      }
      case Text(Octets value) -> {
        to.int32(14);
        to.opaque(value);
      }
      case Symbol(String value) -> {
        to.int32(15);
        to.ascii(value);
      }
      case Items(List<ScVal> values) -> {
        to.int32(16);
        to.bool(true);
        to.list(values, value -> value.write(to));
      }
      case Pairs(List<Entry> entries) -> {
        to.int32(17);
        to.bool(true);
        to.list(
            entries,
            entry -> {
              entry.key().write(to);
              entry.value().write(to);
            });
      }
      case Address(ScAddress value) -> {
        to.int32(18);
        value.write(to);
      }
    }
  }
}

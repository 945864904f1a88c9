package io.holdfast.chain.bitcoin.wallet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What satisfies an input: byte strings, as a transaction carries them (BIP-141). Ours are short,
 * so that counts and lengths stay in one byte.
 */
record Witness(List<byte[]> items) {
  private static final int LONGEST = 252;

  /** Empty when the bytes are anything else. */
  static Optional<Witness> read(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    List<byte[]> items = new ArrayList<>();
    int count = from.hasRemaining() ? from.get() & 0xff : 0;
    while (items.size() < count) {
      int length = from.hasRemaining() ? from.get() & 0xff : LONGEST + 1;
      if (length > LONGEST || length > from.remaining()) {
        return Optional.empty();
      }
      byte[] item = new byte[length];
      from.get(item);
      items.add(item);
    }
    return from.hasRemaining() ? Optional.empty() : Optional.of(new Witness(List.copyOf(items)));
  }
}

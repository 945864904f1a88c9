package io.holdfast.chain.substrate.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The part of STROBE-128 (version 1.0.2) that a transcript needs: a sponge that takes bytes in and
 * gives bytes that depend on all of them. Used by one thread.
 */
final class Strobe {
  /** Bytes of the state that are written and read; the rest is what keeps it one-way. */
  private static final int RATE = 166;

  private static final int INBOUND = 1;
  private static final int APPLICATION = 2;
  private static final int CIPHER = 4;
  private static final int META = 16;

  private final byte[] state = new byte[Keccak1600.BYTES];
  private int at;
  private int begin;

  Strobe(String protocol) {
    byte[] version = "STROBEv1.0.2".getBytes(US_ASCII);
    byte[] domain = {1, RATE + 2 - 256, 1, 0, 1, 96};
    System.arraycopy(domain, 0, state, 0, domain.length);
    System.arraycopy(version, 0, state, domain.length, version.length);
    Keccak1600.permute(state);
    associateMeta(protocol.getBytes(US_ASCII));
  }

  /** Bytes that frame what comes next. */
  void associateMeta(byte[] data) {
    begin(META | APPLICATION);
    absorb(data);
  }

  /** More of the same frame. */
  void continueMeta(byte[] data) {
    absorb(data);
  }

  void associate(byte[] data) {
    begin(APPLICATION);
    absorb(data);
  }

  byte[] random(int length) {
    begin(INBOUND | APPLICATION | CIPHER);
    byte[] drawn = new byte[length];
    for (int i = 0; i < length; i++) {
      drawn[i] = state[at];
      state[at] = 0;
      advance();
    }
    return drawn;
  }

  private void begin(int flags) {
    int before = begin;
    begin = at + 1;
    absorb(new byte[] {(byte) before, (byte) flags});
    if ((flags & CIPHER) != 0 && at != 0) {
      permute();
    }
  }

  private void absorb(byte[] data) {
    for (byte each : data) {
      state[at] ^= each;
      advance();
    }
  }

  private void advance() {
    at++;
    if (at == RATE) {
      permute();
    }
  }

  private void permute() {
    state[at] ^= (byte) begin;
    state[at + 1] ^= 0x04;
    state[RATE + 1] ^= (byte) 0x80;
    Keccak1600.permute(state);
    at = 0;
    begin = 0;
  }
}

package io.holdfast.chain.substrate.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A transcript of a proof (Merlin v1.0): what both sides have said, each under its label, and
 * numbers that nobody could choose because they depend on all of it. Used by one thread.
 */
final class Transcript {
  private final Strobe strobe = new Strobe("Merlin v1.0");

  Transcript(String label) {
    append("dom-sep", label.getBytes(US_ASCII));
  }

  void append(String label, byte[] message) {
    announce(label, message.length);
    strobe.associate(message);
  }

  byte[] challenge(String label, int bytes) {
    announce(label, bytes);
    return strobe.random(bytes);
  }

  private void announce(String label, int length) {
    strobe.associateMeta(label.getBytes(US_ASCII));
    strobe.continueMeta(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
  }
}

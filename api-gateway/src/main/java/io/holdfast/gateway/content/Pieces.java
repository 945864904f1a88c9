package io.holdfast.gateway.content;

import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Some of the bytes of what lies in pieces, one piece at a time in memory. Not thread-safe; holds
 * nothing that must be closed.
 */
final class Pieces extends InputStream {
  private final IntFunction<byte[]> pieces;
  private final int pieceBytes;
  private long at;
  private long left;
  private byte[] piece = {};
  private int number = -1;

  /**
   * @param pieces the piece of a number, from 0
   * @param pieceBytes of each but the last
   * @param from the first byte that is read, from 0
   * @param length how many there are to read
   */
  Pieces(IntFunction<byte[]> pieces, int pieceBytes, long from, long length) {
    this.pieces = pieces;
    this.pieceBytes = pieceBytes;
    this.at = from;
    this.left = length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int wanted = Math.toIntExact(at / pieceBytes);
    if (wanted != number) {
      piece = pieces.apply(wanted);
      number = wanted;
    }
    int inside = Math.toIntExact(at % pieceBytes);
    int taken = (int) Math.min(Math.min(length, left), piece.length - inside);
    System.arraycopy(piece, inside, into, offset, taken);
    at += taken;
    left -= taken;
    return taken;
  }
}

package io.holdfast.query.solvency;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * What one account is owed of one asset.
 *
 * @param nonce of chance, for this leaf alone: without it others' leaves could be guessed back
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Liability(String accountId, String asset, BigInteger amount, byte[] nonce) {
  static final int NONCE_BYTES = 16;

  String nonceHex() {
    return HexFormat.of().formatHex(nonce);
  }
}

package io.holdfast.chain.evm.escrow;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order that the contract keeps the money of.
 *
 * @param buyerAddress the wallet from which it was opened, as it became final; null before
 * @param contract the one that it was opened in; null before
 * @param askedAt since when an answer is waited for though there is none to follow: its time for
 *     being paid is over; null where nobody waits for that
 */
record HeldOrder(
    OrderId orderId,
    String asset,
    BigInteger price,
    String buyerId,
    String sellerId,
    @Nullable String buyerAddress,
    @Nullable Address contract,
    @Nullable Instant askedAt) {
  /** How the contract names an order. */
  static String key(String orderId) {
    return Hex.of(Keccak.hash(orderId));
  }

  String key() {
    return key(orderId.value());
  }
}

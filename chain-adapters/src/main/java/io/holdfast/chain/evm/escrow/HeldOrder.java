package io.holdfast.chain.evm.escrow;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An order that the contract keeps the money of.
 *
 * @param buyerAddress the wallet from which it was opened, as it became final; null before
 */
record HeldOrder(
    OrderId orderId,
    String asset,
    BigInteger price,
    String buyerId,
    String sellerId,
    @Nullable String buyerAddress) {
  /** How the contract names an order. */
  static String key(String orderId) {
    return Hex.of(Keccak.hash(orderId));
  }

  String key() {
    return key(orderId.value());
  }
}

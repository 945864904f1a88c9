package io.holdfast.chain.evm.oracle;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.escrow.PaymentId;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * A certain payment of an order, as the contract is to record it.
 *
 * @param amount in minor units of the currency, as mobile money moved it
 * @param nonce of the transactions that record it; empty before there are any
 */
record OffchainRecord(
    OrderId orderId, PaymentId paymentId, String currency, BigInteger amount, OptionalLong nonce) {
  /** So that no other hash of ours is ever this one. */
  private static final String DOMAIN = "holdfast.offchain-payment.1";

  /** How the contract names the order. */
  static String key(String orderId) {
    return Hex.of(Keccak.hash(orderId));
  }

  String key() {
    return key(orderId.value());
  }

  /**
   * What the contract is given as the receipt. It is made of our own name for the payment, which is
   * known when the payment is certain and never changes; M-Pesa's receipt may come late or never,
   * and nothing of a person is in either hash.
   */
  String receipt() {
    return Hex.of(Keccak.hash(String.join("\n", DOMAIN, orderId.value(), paymentId.value())));
  }
}

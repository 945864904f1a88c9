package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.ScAddress;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What everybody holds of every asset, in stroops. Never below zero. Used by one thread. */
final class Balances {
  private final Map<ClassicAsset, Map<ScAddress, BigInteger>> held = new HashMap<>();

  BigInteger of(ClassicAsset asset, ScAddress holder) {
    return of(asset).getOrDefault(holder, BigInteger.ZERO);
  }

  /**
   * Moves an amount. Nobody stands for the issuer, who makes and destroys. Answers whether there
   * was enough; if not, nothing moves.
   */
  boolean move(
      ClassicAsset asset, @Nullable ScAddress from, @Nullable ScAddress to, BigInteger amount) {
    if (amount.signum() < 0 || (from != null && of(asset, from).compareTo(amount) < 0)) {
      return false;
    }
    if (from != null) {
      of(asset).merge(from, amount.negate(), BigInteger::add);
    }
    if (to != null) {
      of(asset).merge(to, amount, BigInteger::add);
    }
    return true;
  }

  private Map<ScAddress, BigInteger> of(ClassicAsset asset) {
    return held.computeIfAbsent(asset, _ -> new HashMap<>());
  }
}

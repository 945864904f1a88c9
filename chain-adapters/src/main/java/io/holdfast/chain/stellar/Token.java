package io.holdfast.chain.stellar;

import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.XdrException;

/**
 * An asset of the ledger as Stellar has it: the contract that says what moves of it, and
 * understands SEP-41.
 *
 * @param asset its code in the ledger
 */
public record Token(String asset, ScAddress.Contract contract, boolean lumens) {
  /**
   * Reads {@code native}, {@code CODE:GISSUER} or a contract's address {@code C…}.
   *
   * @throws IllegalStateException when it is none of these
   */
  static Token parse(String asset, String text, Network network) {
    try {
      if (text.startsWith("C") && !text.contains(":")) {
        if (StrKey.decode(text) instanceof ScAddress.Contract contract) {
          return new Token(asset, contract, false);
        }
        throw new XdrException("an address that is no contract's");
      }
      ClassicAsset classic = ClassicAsset.parse(text);
      return new Token(asset, network.contractOf(classic), classic instanceof ClassicAsset.Native);
    } catch (XdrException e) {
      throw new IllegalStateException(
          "holdfast.rails.stellar.tokens."
              + asset
              + " must be native, CODE:GISSUER or the address of a contract: "
              + e.getMessage(),
          e);
    }
  }

  /** The contract's address, {@code C…}. */
  public String address() {
    return StrKey.encode(contract);
  }
}

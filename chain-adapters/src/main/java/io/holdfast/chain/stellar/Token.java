package io.holdfast.chain.stellar;

import io.holdfast.chain.stellar.xdr.ClassicAsset;
import io.holdfast.chain.stellar.xdr.Network;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.XdrException;
import java.util.Optional;

/**
 * An asset of the ledger as Stellar has it: the contract that says what moves of it, and
 * understands SEP-41.
 *
 * @param asset its code in the ledger
 * @param classic what it is in the classic ledger; empty where it lives in a contract alone
 */
public record Token(String asset, ScAddress.Contract contract, Optional<ClassicAsset> classic) {
  /**
   * Reads {@code native}, {@code CODE:GISSUER} or a contract's address {@code C…}.
   *
   * @throws IllegalStateException when it is none of these
   */
  static Token parse(String asset, String text, Network network) {
    try {
      if (text.startsWith("C") && !text.contains(":")) {
        if (StrKey.decode(text) instanceof ScAddress.Contract contract) {
          return new Token(asset, contract, Optional.empty());
        }
        throw new XdrException("an address that is no contract's");
      }
      ClassicAsset classic = ClassicAsset.parse(text);
      return new Token(asset, network.contractOf(classic), Optional.of(classic));
    } catch (XdrException e) {
      throw new IllegalStateException(
          "holdfast.rails.stellar.tokens."
              + asset
              + " must be native, CODE:GISSUER or the address of a contract: "
              + e.getMessage(),
          e);
    }
  }

  public boolean lumens() {
    return classic.filter(ClassicAsset.Native.class::isInstance).isPresent();
  }

  /** The contract's address, {@code C…}. */
  public String address() {
    return StrKey.encode(contract);
  }
}

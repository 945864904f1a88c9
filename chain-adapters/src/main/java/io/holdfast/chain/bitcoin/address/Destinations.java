package io.holdfast.chain.bitcoin.address;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.util.Locale;
import java.util.Optional;
import org.bitcoinj.base.Address;
import org.bitcoinj.base.AddressParser;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.base.LegacyAddress;
import org.bitcoinj.base.SegwitAddress;
import org.bitcoinj.base.exceptions.AddressFormatException;
import org.bitcoinj.script.ScriptBuilder;

/**
 * Reads the addresses that people want paid: P2PKH, P2SH, P2WPKH, P2WSH and P2TR of one network.
 * The form is checked to the last bit (checksums of Base58Check, BIP-173, BIP-350), for a coin paid
 * to a mistyped address is gone.
 */
public final class Destinations {
  private static final int MOST_CHARACTERS = 90;

  private final BitcoinNetwork network;

  public Destinations(BitcoinNetwork network) {
    this.network = network;
  }

  /**
   * The canonical spelling: Bech32 in lower case, Base58 as it is.
   *
   * @throws Rejection ADDRESS_MALFORMED or ADDRESS_WRONG_NETWORK
   */
  public String canonical(String address) {
    return parse(address).toString();
  }

  /**
   * The script that pays the address.
   *
   * @throws Rejection ADDRESS_MALFORMED or ADDRESS_WRONG_NETWORK
   */
  public byte[] script(String address) {
    return ScriptBuilder.createOutputScript(parse(address)).program();
  }

  private Address parse(String address) {
    String text = address.strip();
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      throw malformed();
    }
    return on(network, text)
        .filter(Destinations::spendable)
        .orElseThrow(() -> onAnyOther(text) ? wrongNetwork() : malformed());
  }

  private static Optional<Address> on(BitcoinNetwork network, String text) {
    try {
      return Optional.of(AddressParser.getDefault(network).parseAddress(text));
    } catch (AddressFormatException e) {
      return Optional.empty();
    }
  }

  private boolean onAnyOther(String text) {
    for (BitcoinNetwork other : BitcoinNetwork.values()) {
      if (other != network && on(other, text).filter(Destinations::spendable).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Witness versions that no rule gives a meaning yet could be spent by anybody. */
  private static boolean spendable(Address address) {
    return switch (address) {
      case LegacyAddress _ -> true;
      case SegwitAddress segwit ->
          segwit.getWitnessVersion() == 0
              || (segwit.getWitnessVersion() == 1
                  && segwit.getWitnessProgram().length == SegwitAddress.WITNESS_PROGRAM_LENGTH_TR);
      default -> false;
    };
  }

  private static Rejection malformed() {
    return new Rejection(
        ErrorCode.ADDRESS_MALFORMED, "This is no Bitcoin address; look for a mistyped character.");
  }

  private Rejection wrongNetwork() {
    return new Rejection(
        ErrorCode.ADDRESS_WRONG_NETWORK,
        "This address is of another Bitcoin network; this rail pays on "
            + network.name().toLowerCase(Locale.ROOT)
            + ".");
  }
}

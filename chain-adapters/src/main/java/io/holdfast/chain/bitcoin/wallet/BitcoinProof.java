package io.holdfast.chain.bitcoin.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.api.wallet.WalletProof;
import io.holdfast.chain.wallet.SignInText;
import java.util.Base64;
import org.bitcoinj.base.Address;
import org.bitcoinj.base.AddressParser;
import org.bitcoinj.base.SegwitAddress;
import org.bitcoinj.base.exceptions.AddressFormatException;

/**
 * The message form of CAIP-122, signed as BIP-322 says in its simple form: the answer is the
 * witness that would spend an output of this address in a transaction that commits to the message,
 * in Base64. For addresses of one key, P2WPKH and P2TR (key path), on any of Bitcoin's networks.
 */
public final class BitcoinProof implements WalletProof {
  private static final int LONGEST_ADDRESS = 90;
  private static final int LONGEST_ANSWER = 400;
  private static final int KEY_HASH_BYTES = 20;

  @Override
  public WalletKind kind() {
    return WalletKind.BITCOIN;
  }

  @Override
  public String canonicalAddress(String address) {
    return parsed(address).toString();
  }

  @Override
  public String challenge(SignIn wish) {
    return SignInText.of(wish, "Bitcoin");
  }

  @Override
  public boolean isProvenBy(String answer, SignIn wish) {
    return isSigned(wish.address(), challenge(wish), answer);
  }

  static boolean isSigned(String address, String message, String answer) {
    if (answer.length() > LONGEST_ANSWER) {
      return false;
    }
    byte[] witness;
    try {
      witness = Base64.getDecoder().decode(answer);
    } catch (IllegalArgumentException e) {
      return false;
    }
    SegwitAddress signer = parsed(address);
    Bip322 signed = new Bip322(signer, message.getBytes(UTF_8));
    return Witness.read(witness).filter(signed::isSatisfiedBy).isPresent();
  }

  private static SegwitAddress parsed(String text) {
    if (text.length() <= LONGEST_ADDRESS) {
      try {
        Address address = AddressParser.getDefault().parseAddress(text);
        if (address instanceof SegwitAddress segwit && isOfOneKey(segwit)) {
          return segwit;
        }
      } catch (AddressFormatException e) {
        throw malformed();
      }
    }
    throw malformed();
  }

  private static boolean isOfOneKey(SegwitAddress address) {
    return switch (address.getWitnessVersion()) {
      case 0 -> address.getWitnessProgram().length == KEY_HASH_BYTES;
      case 1 -> address.getWitnessProgram().length == Bip340.KEY_BYTES;
      default -> false;
    };
  }

  private static Rejection malformed() {
    return new Rejection(
        ErrorCode.ADDRESS_MALFORMED,
        "This is no segregated witness address of a single key (bc1q… or bc1p…).");
  }
}

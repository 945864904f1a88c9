package io.holdfast.chain.solana.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.api.wallet.WalletProof;
import io.holdfast.chain.wallet.Ed25519;
import io.holdfast.chain.wallet.SignInText;
import java.util.Optional;
import org.bitcoinj.base.Base58;
import org.bitcoinj.base.exceptions.AddressFormatException;

/**
 * Sign-in with Solana: the message form of CAIP-122, signed with the account's Ed25519 key. The
 * answer is the signature in Base58, as Solana writes signatures. An account that no key can sign
 * for (derived from a program) cannot prove itself.
 */
public final class SolanaProof implements WalletProof {
  private static final int LONGEST_ADDRESS = 44;
  private static final int LONGEST_SIGNATURE = 88;

  @Override
  public WalletKind kind() {
    return WalletKind.SOLANA;
  }

  @Override
  public String canonicalAddress(String address) {
    return decoded(address, LONGEST_ADDRESS, Ed25519.KEY_BYTES)
        .map(Base58::encode)
        .orElseThrow(
            () -> new Rejection(ErrorCode.ADDRESS_MALFORMED, "This is no address of Solana."));
  }

  @Override
  public String challenge(SignIn wish) {
    return SignInText.of(wish, "Solana");
  }

  @Override
  public boolean isProvenBy(String answer, SignIn wish) {
    byte[] message = challenge(wish).getBytes(UTF_8);
    byte[] key = decoded(wish.address(), LONGEST_ADDRESS, Ed25519.KEY_BYTES).orElseThrow();
    return decoded(answer, LONGEST_SIGNATURE, Ed25519.SIGNATURE_BYTES)
        .filter(signature -> Ed25519.verify(key, message, signature))
        .isPresent();
  }

  private static Optional<byte[]> decoded(String base58, int longest, int bytes) {
    if (base58.length() > longest) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base58.decode(base58)).filter(decoded -> decoded.length == bytes);
    } catch (AddressFormatException e) {
      return Optional.empty();
    }
  }
}

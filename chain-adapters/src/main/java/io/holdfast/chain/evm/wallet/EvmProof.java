package io.holdfast.chain.evm.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.api.wallet.WalletProof;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import io.holdfast.chain.wallet.SignInText;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.crypto.ECKey;

/**
 * EIP-4361 (sign-in with Ethereum), signed as a personal message (EIP-191, version 0x45). The
 * answer is {@code 0x} and 65 bytes in hex: r, s and v, which is 27 or 28, or 0 or 1 from hardware
 * wallets. Only the lower of the two equivalent values of s counts, so a signature has one
 * spelling. Accounts that are contracts (EIP-1271) cannot prove themselves so: they have no key.
 */
public final class EvmProof implements WalletProof {
  private static final int SIGNATURE_BYTES = 65;
  private static final int WORD = 32;

  @Override
  public WalletKind kind() {
    return WalletKind.EVM;
  }

  @Override
  public String canonicalAddress(String address) {
    try {
      return Address.typed(address).checksummed();
    } catch (IllegalArgumentException e) {
      throw new Rejection(ErrorCode.ADDRESS_MALFORMED, "This is no address of an EVM chain.");
    }
  }

  @Override
  public String challenge(SignIn wish) {
    return SignInText.of(wish, "Ethereum");
  }

  @Override
  public boolean isProvenBy(String answer, SignIn wish) {
    return signer(answer, personalHash(challenge(wish)))
        .filter(new Address(wish.address())::equals)
        .isPresent();
  }

  private static byte[] personalHash(String text) {
    byte[] message = text.getBytes(UTF_8);
    byte[] prefix = ("\u0019Ethereum Signed Message:\n" + message.length).getBytes(UTF_8);
    byte[] whole = Arrays.copyOf(prefix, prefix.length + message.length);
    System.arraycopy(message, 0, whole, prefix.length, message.length);
    return Keccak.hash(whole);
  }

  private static Optional<Address> signer(String answer, byte[] hash) {
    byte[] bytes;
    try {
      bytes = Hex.bytes(answer, SIGNATURE_BYTES);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    BigInteger r = new BigInteger(1, bytes, 0, WORD);
    BigInteger s = new BigInteger(1, bytes, WORD, WORD);
    int v = bytes[SIGNATURE_BYTES - 1] & 0xff;
    int parity = v >= 27 ? v - 27 : v;
    ECKey.ECDSASignature signature = new ECKey.ECDSASignature(r, s);
    boolean sound =
        (parity == 0 || parity == 1)
            && r.signum() > 0
            && r.compareTo(ECKey.ecDomainParameters().getN()) < 0
            && s.signum() > 0
            && signature.isCanonical();
    if (!sound) {
      return Optional.empty();
    }
    return recovered(parity, signature, hash)
        .map(key -> Address.of(key.getPubKeyPoint().getEncoded(false)));
  }

  /** Half of all numbers are no point's x: such an r is nobody's signature. */
  private static Optional<ECKey> recovered(
      int parity, ECKey.ECDSASignature signature, byte[] hash) {
    try {
      return Optional.ofNullable(
          ECKey.recoverFromSignature(parity, signature, Sha256Hash.wrap(hash), false));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

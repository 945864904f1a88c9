package io.holdfast.chain.substrate.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.api.wallet.WalletProof;
import io.holdfast.chain.substrate.address.Ss58;
import io.holdfast.chain.wallet.Ed25519;
import io.holdfast.chain.wallet.SignInText;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The message form of CAIP-122 under what Polkadot's wallets call signRaw: they put the message
 * between {@code <Bytes>} and {@code </Bytes>}, so that it can be no transaction. The answer is
 * {@code 0x} and hex: 64 bytes, or 65 whose first names the scheme (0 Ed25519, 1 Sr25519). Without
 * it either may fit, for an address does not tell the scheme of its key. ECDSA accounts are hashes
 * of keys, and are not taken.
 */
public final class PolkadotProof implements WalletProof {
  /** The spelling that belongs to no network: the same account has one name here. */
  private static final Ss58 GENERIC = new Ss58(42);

  private static final Pattern ANSWER = Pattern.compile("0x(?:[0-9a-fA-F]{2}){64,65}");
  private static final int ED25519 = 0;
  private static final int SR25519 = 1;

  @Override
  public WalletKind kind() {
    return WalletKind.POLKADOT;
  }

  @Override
  public String canonicalAddress(String address) {
    return GENERIC.address(Ss58.accountOnAnyNetwork(address));
  }

  @Override
  public String challenge(SignIn wish) {
    return SignInText.of(wish, "Polkadot");
  }

  @Override
  public boolean isProvenBy(String answer, SignIn wish) {
    byte[] message = ("<Bytes>" + challenge(wish) + "</Bytes>").getBytes(UTF_8);
    byte[] key = GENERIC.account(wish.address()).bytes();
    if (!ANSWER.matcher(answer).matches()) {
      return false;
    }
    byte[] bytes = HexFormat.of().parseHex(answer, 2, answer.length());
    return bytes.length == Ed25519.SIGNATURE_BYTES
        ? Sr25519.verify(key, message, bytes) || Ed25519.verify(key, message, bytes)
        : verify(key, message, bytes);
  }

  private static boolean verify(byte[] key, byte[] message, byte[] schemeAndSignature) {
    byte[] signature = Arrays.copyOfRange(schemeAndSignature, 1, schemeAndSignature.length);
    return switch (schemeAndSignature[0]) {
      case ED25519 -> Ed25519.verify(key, message, signature);
      case SR25519 -> Sr25519.verify(key, message, signature);
      default -> false;
    };
  }
}

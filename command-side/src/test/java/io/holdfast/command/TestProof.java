package io.holdfast.command;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.wallet.SignIn;
import io.holdfast.api.wallet.WalletKind;
import io.holdfast.api.wallet.WalletProof;
import java.util.Locale;

/** A wallet whose address is a word, and that signs by writing its address before the challenge. */
public record TestProof(WalletKind kind) implements WalletProof {
  @Override
  public String canonicalAddress(String address) {
    if (!address.matches("[A-Za-z]+")) {
      throw new Rejection(ErrorCode.ADDRESS_MALFORMED, "This is no word.");
    }
    return address.toLowerCase(Locale.ROOT);
  }

  @Override
  public String challenge(SignIn wish) {
    return wish.toString();
  }

  @Override
  public boolean isProvenBy(String answer, SignIn wish) {
    return answer.equals(signed(wish.address(), challenge(wish)));
  }

  public static String signed(String address, String challenge) {
    return address + " signed " + challenge;
  }
}

package io.holdfast.chain.wallet;

import io.holdfast.api.wallet.SignIn;
import java.time.format.DateTimeFormatter;

/**
 * A challenge as a text that a person can read before signing it: the form of CAIP-122, which for
 * Ethereum is that of EIP-4361. Wallets recognise it and warn when the domain is not the page's.
 */
public final class SignInText {
  private SignInText() {}

  /**
   * @param chainName how the family calls itself, for example {@code Ethereum}
   */
  public static String of(SignIn wish, String chainName) {
    return """
        %s wants you to sign in with your %s account:
        %s

        %s

        URI: %s
        Version: 1
        Chain ID: %s
        Nonce: %s
        Issued At: %s
        Expiration Time: %s"""
        .formatted(
            wish.domain(),
            chainName,
            wish.address(),
            wish.purpose(),
            wish.uri(),
            wish.chain(),
            wish.nonce(),
            DateTimeFormatter.ISO_INSTANT.format(wish.issuedAt()),
            DateTimeFormatter.ISO_INSTANT.format(wish.expiresAt()));
  }
}

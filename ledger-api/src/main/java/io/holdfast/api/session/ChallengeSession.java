package io.holdfast.api.session;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.user.UserId;
import io.holdfast.api.wallet.WalletKind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says that a wallet is theirs, and is to be asked for proof. Refused with
 * ADDRESS_MALFORMED, or WRONG_STATE where the session is there already. Answered with the text that
 * the wallet is to sign.
 *
 * @param forUser to whom the wallet is to be linked; null for sign-in
 * @param address in any spelling
 * @param chain which chain of the family, in that family's own word
 * @param domain who asks, as a browser shows it
 * @param uri what is entered
 * @param nonce by chance, for this challenge only
 */
public record ChallengeSession(
    SessionId sessionId,
    Purpose purpose,
    @Nullable UserId forUser,
    WalletKind kind,
    String address,
    String chain,
    String domain,
    String uri,
    String nonce)
    implements SessionCommand {
  private static final Pattern CHAIN = Pattern.compile("[A-Za-z0-9:_-]{1,64}");

  /**
   * @throws Rejection MALFORMED_REQUEST
   */
  public ChallengeSession {
    if (!CHAIN.matcher(chain).matches()) {
      throw new Rejection(ErrorCode.MALFORMED_REQUEST, "This names no chain.");
    }
    if ((purpose == Purpose.LINK_WALLET) != (forUser != null)) {
      throw new IllegalArgumentException("a wallet is linked to somebody who is in");
    }
  }
}

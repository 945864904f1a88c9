package io.holdfast.chain.stellar.address;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import io.holdfast.chain.stellar.xdr.XdrException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom to pay: an account {@code G…}, one user of an account {@code M…}, a contract {@code C…}, or
 * an account that tells its users apart by a memo id, {@code G…?memo=123}.
 *
 * @param address an account, muxed or not, or a contract
 * @param memo none, or an id
 */
public record Destination(ScAddress address, Memo memo) {
  /** In the place of a destination: the tokens go to nobody and are no more. */
  public static final String BURN = "burn";

  private static final Pattern WITH_MEMO = Pattern.compile("(G[A-Z2-7]{55})\\?memo=([0-9]{1,20})");

  /**
   * @throws Rejection ADDRESS_MALFORMED
   */
  public static Destination parse(String text) {
    String stripped = text.strip();
    Matcher memo = WITH_MEMO.matcher(stripped);
    if (memo.matches()) {
      return new Destination(address(memo.group(1)), new Memo.Id(id(memo.group(2))));
    }
    return new Destination(address(stripped), new Memo.None());
  }

  private static ScAddress address(String text) {
    try {
      return switch (StrKey.decode(text.toUpperCase(Locale.ROOT))) {
        case ScAddress.Account account -> account;
        case ScAddress.Muxed muxed -> muxed;
        case ScAddress.Contract contract -> contract;
        case ScAddress.ClaimableBalance _, ScAddress.LiquidityPool _ -> throw malformed();
      };
    } catch (XdrException e) {
      throw malformed();
    }
  }

  private static long id(String digits) {
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw new Rejection(ErrorCode.ADDRESS_MALFORMED, "A memo id is a whole number below 2^64.");
    }
  }

  private static Rejection malformed() {
    return new Rejection(
        ErrorCode.ADDRESS_MALFORMED,
        "This is no Stellar address (G…, M… or C…); look for a mistyped character.");
  }

  /** The one spelling. */
  public String canonical() {
    String spelling = StrKey.encode(address);
    return memo instanceof Memo.Id(long id)
        ? spelling + "?memo=" + Long.toUnsignedString(id)
        : spelling;
  }

  /** The account or the contract that is paid, whichever of its users it is for. */
  public ScAddress payee() {
    return address instanceof ScAddress.Muxed(Octets key, _) ? new ScAddress.Account(key) : address;
  }
}

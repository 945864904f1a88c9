package io.holdfast.chain.substrate.address;

import io.holdfast.chain.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Accounts that have no key of their own: pallet {@code utility} lets the owner of one account act
 * for 65,536 derived ones ({@code as_derivative}), and for those derived from these. So the public
 * key alone makes every deposit address, one signature and one nonce move what was paid to any of
 * them, and what is paid to them needs no coin beside it for fees.
 *
 * <p>Deposit account n is derived in two steps: from the treasury by the upper 16 bits of n, and
 * from that by the lower 16.
 */
public record DepositAccounts(AccountId treasury) {
  /** Of {@code pallet_utility::derivative_account_id}. */
  private static final byte[] CONTEXT = "modlpy/utilisuba".getBytes(StandardCharsets.US_ASCII);

  /**
   * @param number not negative
   */
  public AccountId account(int number) {
    return derived(derived(treasury, upper(number)), lower(number));
  }

  /** By which the treasury's first step goes. */
  public static int upper(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("deposit accounts are numbered from 0");
    }
    return number >>> 16;
  }

  /** By which the second step goes. */
  public static int lower(int number) {
    return number & 0xffff;
  }

  static AccountId derived(AccountId from, int index) {
    byte[] seed =
        new ScaleWriter()
            .raw(CONTEXT)
            .raw(from.bytes())
            .unsigned(BigInteger.valueOf(index), 2)
            .toBytes();
    return AccountId.of(Blake2.hash256(seed));
  }
}

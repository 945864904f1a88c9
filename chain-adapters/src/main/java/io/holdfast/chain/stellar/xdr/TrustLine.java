package io.holdfast.chain.stellar.xdr;

import java.math.BigInteger;

/**
 * What an account holds of an issued asset, as the ledger has it: without such an entry it can hold
 * none.
 *
 * @param balance in the asset's smallest unit
 * @param limit the most that the account wants to hold
 * @param authorized whether the issuer lets it receive
 */
public record TrustLine(
    ScAddress.Account account, ClassicAsset asset, long balance, long limit, boolean authorized) {
  private static final int TYPE = 1;
  private static final long AUTHORIZED = 1;

  /** The name of the entry in the ledger (LedgerKey). */
  public static Octets key(ScAddress.Account account, ClassicAsset asset) {
    return XdrWriter.write(
        to -> {
          to.int32(TYPE);
          to.int32(0);
          to.fixed(account.key());
          asset.write(to);
        });
  }

  /**
   * Reads the front of a LedgerEntryData.
   *
   * @throws XdrException when it is no trustline's
   */
  public static TrustLine decode(Octets data) {
    return XdrReader.readFirst(
        data,
        from -> {
          from.require(TYPE, "ledger entry type");
          from.require(0, "key type");
          ScAddress.Account account = new ScAddress.Account(from.fixed(ScAddress.HASH_BYTES));
          ClassicAsset asset = ClassicAsset.read(from);
          long balance = from.int64();
          long limit = from.int64();
          return new TrustLine(
              account, asset, balance, limit, (from.uint32() & AUTHORIZED) == AUTHORIZED);
        });
  }

  /** Whether so much more fits. */
  public boolean takes(BigInteger amount) {
    return BigInteger.valueOf(limit).subtract(BigInteger.valueOf(balance)).compareTo(amount) >= 0;
  }
}

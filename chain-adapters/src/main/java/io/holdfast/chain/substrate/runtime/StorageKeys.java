package io.holdfast.chain.substrate.runtime;

import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.Blake2;
import java.util.HexFormat;

/**
 * Where the chain keeps what we read. A key is the xxHash of the pallet's name and that of the
 * item's name, 128 bits each; for a map the hashed key follows.
 */
public final class StorageKeys {
  private static final String SYSTEM = "26aa394eea5630e07c48ae0c9558cef7";
  private static final byte[] EVENTS =
      HexFormat.of().parseHex(SYSTEM + "80d41e5e16056765bc8461851072c9d7");
  private static final byte[] ACCOUNT =
      HexFormat.of().parseHex(SYSTEM + "b99d880ec681799c0cf30e8886371da9");

  private StorageKeys() {}

  /** {@code System.Events}: what happened in this block. */
  public static byte[] events() {
    return EVENTS.clone();
  }

  /** {@code System.Account} of one account: its nonce and its balance. */
  public static byte[] account(AccountId account) {
    byte[] id = account.bytes();
    byte[] hash = Blake2.hash128(id);
    byte[] key = new byte[ACCOUNT.length + hash.length + id.length];
    System.arraycopy(ACCOUNT, 0, key, 0, ACCOUNT.length);
    System.arraycopy(hash, 0, key, ACCOUNT.length, hash.length);
    System.arraycopy(id, 0, key, ACCOUNT.length + hash.length, id.length);
    return key;
  }
}

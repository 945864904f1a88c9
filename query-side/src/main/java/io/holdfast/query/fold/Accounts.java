package io.holdfast.query.fold;

import io.holdfast.api.error.Defect;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What the other folds ask about accounts, as they stand at the event that is being applied. */
public interface Accounts {
  /** Names an account that will be asked for. */
  void want(String accountId);

  /**
   * Null for a boundary account, which is nobody's and need not be known yet.
   *
   * @throws Defect where a guarded account was never opened
   */
  @Nullable String ownerOf(String accountId);

  /**
   * The owner of an account that must have one.
   *
   * @throws Defect where it has none
   */
  default String requireOwnerOf(String accountId) {
    String owner = ownerOf(accountId);
    if (owner == null) {
      throw new Defect("account " + accountId + " has no owner");
    }
    return owner;
  }

  BigInteger postedOf(String accountId, String asset);
}

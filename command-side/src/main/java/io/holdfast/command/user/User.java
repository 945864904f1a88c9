package io.holdfast.command.user;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.identity.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of one person. */
public sealed interface User {
  /** Nobody has this id. */
  Nobody NOBODY = new Nobody();

  /** Somebody had, and is forgotten. */
  Erased ERASED = new Erased();

  /**
   * @throws Rejection NOT_FOUND
   */
  Known requireKnown();

  /** See {@link #NOBODY}. */
  record Nobody() implements User {
    @Override
    public Known requireKnown() {
      throw new Rejection(ErrorCode.NOT_FOUND, "There is no such person.");
    }
  }

  /** See {@link #ERASED}. To those who ask, there never was anybody. */
  record Erased() implements User {
    @Override
    public Known requireKnown() {
      return NOBODY.requireKnown();
    }
  }

  /**
   * Somebody who may sign in.
   *
   * @param email an id that stands for the address, or null
   * @param wallets ids of those linked
   * @param failures wrong passwords since the person was last let in
   * @param lockedUntilMillis no password counts before
   */
  record Known(
      String userId,
      @Nullable String email,
      boolean emailVerified,
      Set<String> wallets,
      Set<Role> roles,
      int failures,
      long lockedUntilMillis)
      implements User {
    public Known {
      wallets = Set.copyOf(wallets);
      roles = Set.copyOf(roles);
    }

    @Override
    public Known requireKnown() {
      return this;
    }

    /** How many things there are by which the person can sign in. */
    int waysIn() {
      return wallets.size() + (email == null ? 0 : 1);
    }

    /**
     * @param identifier an e-mail address's or a wallet's
     */
    boolean isKnownBy(String identifier) {
      return identifier.equals(email) || wallets.contains(identifier);
    }

    Known knownBy(String address) {
      return new Known(userId, address, false, wallets, roles, failures, lockedUntilMillis);
    }

    Known verified() {
      return new Known(userId, email, true, wallets, roles, failures, lockedUntilMillis);
    }

    Known with(Set<String> nowLinked) {
      return new Known(userId, email, emailVerified, nowLinked, roles, failures, lockedUntilMillis);
    }

    Known may(Set<Role> now) {
      return new Known(userId, email, emailVerified, wallets, now, failures, lockedUntilMillis);
    }

    Known failed(int times, long lockedUntil) {
      return new Known(userId, email, emailVerified, wallets, roles, times, lockedUntil);
    }
  }
}

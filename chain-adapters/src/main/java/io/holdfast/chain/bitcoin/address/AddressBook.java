package io.holdfast.chain.bitcoin.address;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.chain.bitcoin.key.AccountKey;
import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.key.KeyFileException;
import io.holdfast.chain.restore.LostKeys;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The addresses that were given out. Each owner (a deposit request, or a withdrawal for its change)
 * has one, the same for ever; no two owners share one; an index of the account is used once.
 * Durable before it returns, whatever transaction the caller is in. Thread-safe, on several nodes
 * too.
 */
public final class AddressBook {
  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final String rail;
  private final AccountKey account;

  public AddressBook(
      JdbcClient db, PlatformTransactionManager transactions, String rail, AccountKey account) {
    this.db = db;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.rail = rail;
    this.account = account;
  }

  /**
   * Ties this database to the account, at the first start; later makes sure that it is the same,
   * and that what a restore lost is known as ours.
   *
   * @throws KeyFileException when the database's addresses belong to another account
   */
  public void claim() {
    db.sql(
            """
            INSERT INTO rail.account_key (rail, extended_public_key) VALUES (:rail, :key)
            ON CONFLICT (rail) DO NOTHING""")
        .param("rail", rail)
        .param("key", account.extendedPublicKey())
        .update();
    if (!knownAccount(db, rail).equals(Optional.of(account.extendedPublicKey()))) {
      throw new KeyFileException(
          "The key file is not the one that made this database's addresses of rail "
              + rail
              + ". Bring the right one back from your copy.");
    }
    LostKeys lost = new LostKeys(db, transaction, rail);
    for (Branch branch : Branch.values()) {
      lost.takeIn(branch.number(), index -> insert(branch, index, lostOwner(branch, index)));
    }
  }

  /** Of the form that others have, for payments are told of by it; nobody ever asked by it. */
  private static String lostOwner(Branch branch, int index) {
    return switch (branch) {
      case DEPOSIT -> DepositRequestId.PREFIX + "lost-" + index;
      case CHANGE -> "lost-change-" + index;
    };
  }

  /** The extended public key of the account that made this database's addresses, if any. */
  public static Optional<String> knownAccount(JdbcClient db, String rail) {
    return db.sql("SELECT extended_public_key FROM rail.account_key WHERE rail = :rail")
        .param("rail", rail)
        .query(String.class)
        .optional();
  }

  /** The owner's address on this branch. */
  public String addressOf(Branch branch, String ownerId) {
    return known(ownerId).orElseGet(() -> allocate(branch, ownerId));
  }

  private String allocate(Branch branch, String ownerId) {
    return Objects.requireNonNull(
        transaction.<String>execute(
            _ -> {
              int index = lockNextIndex(branch);
              return known(ownerId).orElseGet(() -> derive(branch, index, ownerId));
            }));
  }

  /** How many keys of this branch were given out. */
  public int givenOut(Branch branch) {
    return db.sql("SELECT next FROM rail.key_index WHERE rail = :rail AND branch = :branch")
        .param("rail", rail)
        .param("branch", branch.number())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  /** The key of an address of ours. */
  public Optional<KeyPath> path(String address) {
    return db.sql(
            "SELECT branch, key_index FROM rail.address WHERE rail = :rail AND address = :address")
        .param("rail", rail)
        .param("address", address)
        .query((row, _) -> new KeyPath(Branch.of(row.getInt(1)), row.getInt(2)))
        .optional();
  }

  /**
   * @throws Rejection ADDRESS_IS_OURS
   */
  public void requireNotOurs(String address) {
    if (path(address).isPresent()) {
      throw new Rejection(
          ErrorCode.ADDRESS_IS_OURS,
          "This is a deposit address of this ledger; use a transfer instead.");
    }
  }

  private Optional<String> known(String ownerId) {
    return db.sql("SELECT address FROM rail.address WHERE rail = :rail AND owner_id = :owner")
        .param("rail", rail)
        .param("owner", ownerId)
        .query(String.class)
        .optional();
  }

  /**
   * Whoever holds this row's lock is the only one that derives, until the end of his transaction.
   */
  private int lockNextIndex(Branch branch) {
    db.sql(
            """
            INSERT INTO rail.key_index (rail, branch, next) VALUES (:rail, :branch, 0)
            ON CONFLICT (rail, branch) DO NOTHING""")
        .param("rail", rail)
        .param("branch", branch.number())
        .update();
    return db.sql(
            """
            SELECT next FROM rail.key_index WHERE rail = :rail AND branch = :branch FOR UPDATE""")
        .param("rail", rail)
        .param("branch", branch.number())
        .query(Integer.class)
        .single();
  }

  private String derive(Branch branch, int index, String ownerId) {
    db.sql("UPDATE rail.key_index SET next = :next WHERE rail = :rail AND branch = :branch")
        .param("next", Math.addExact(index, 1))
        .param("rail", rail)
        .param("branch", branch.number())
        .update();
    return insert(branch, index, ownerId);
  }

  private String insert(Branch branch, int index, String ownerId) {
    String address = account.address(new KeyPath(branch, index)).toString();
    db.sql(
            """
            INSERT INTO rail.address (rail, address, branch, key_index, owner_id)
            VALUES (:rail, :address, :branch, :index, :owner)""")
        .param("rail", rail)
        .param("address", address)
        .param("branch", branch.number())
        .param("index", index)
        .param("owner", ownerId)
        .update();
    return address;
  }
}

package io.holdfast.chain.substrate.address;

import io.holdfast.chain.restore.LostKeys;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The deposit accounts that were given out, by their numbers. Numbers go up by one, so that a
 * treasury whose database is lost finds its deposits again by looking from 0 on. Durable before it
 * returns, whatever transaction the caller is in. Thread-safe, on several nodes too.
 */
public final class DepositBook {
  /** Of {@code rail.key_index}: deposit accounts are of one kind only. */
  private static final int BRANCH = 0;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final String rail;
  private final DepositAccounts accounts;

  public DepositBook(
      JdbcClient db,
      PlatformTransactionManager transactions,
      String rail,
      DepositAccounts accounts) {
    this.db = db;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.rail = rail;
    this.accounts = accounts;
  }

  /** At a start: what a restore lost is known as ours. */
  public void takeInLost() {
    new LostKeys(db, transaction, rail).takeIn(BRANCH, this::insert);
  }

  /** A deposit account that nobody has yet. */
  public AccountId next() {
    return Objects.requireNonNull(transaction.<AccountId>execute(_ -> take()));
  }

  private AccountId take() {
    int number =
        db.sql(
                """
                INSERT INTO rail.key_index AS i (rail, branch, next) VALUES (:rail, :branch, 1)
                ON CONFLICT (rail, branch) DO UPDATE SET next = i.next + 1
                RETURNING next - 1""")
            .param("rail", rail)
            .param("branch", BRANCH)
            .query(Integer.class)
            .single();
    return insert(number);
  }

  private AccountId insert(int number) {
    AccountId account = accounts.account(number);
    db.sql(
            """
            INSERT INTO rail.derived_account (rail, account, number)
            VALUES (:rail, :account, :number)""")
        .param("rail", rail)
        .param("account", account.hex())
        .param("number", number)
        .update();
    return account;
  }

  public AccountId treasury() {
    return accounts.treasury();
  }

  /** Which of these accounts take deposits, and their numbers. */
  public Map<AccountId, Integer> numbers(Collection<AccountId> some) {
    record Numbered(AccountId account, int number) {}
    return db
        .sql(
            """
            SELECT account, number FROM rail.derived_account
            WHERE rail = :rail AND account = ANY(:accounts)""")
        .param("rail", rail)
        .param("accounts", some.stream().map(AccountId::hex).distinct().toArray(String[]::new))
        .query(
            (row, _) -> new Numbered(new AccountId(row.getString("account")), row.getInt("number")))
        .stream()
        .collect(Collectors.toMap(Numbered::account, Numbered::number));
  }

  /** All that were ever given out, by their numbers. */
  public List<AccountId> all() {
    return db.sql("SELECT account FROM rail.derived_account WHERE rail = :rail ORDER BY number")
        .param("rail", rail)
        .query((row, _) -> new AccountId(row.getString("account")))
        .list();
  }

  public boolean isOurs(AccountId account) {
    return account.equals(treasury()) || !numbers(List.of(account)).isEmpty();
  }
}

package io.holdfast.gateway.identity;

import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code door.credential}: by which password a person comes. Each call is one statement;
 * they block.
 */
final class Credentials {
  /** More stand for one address only where as many registrations were cut off in the middle. */
  private static final int MOST = 4;

  private static final String SELECT = "select user_id, email, hash, chosen from door.credential ";

  private final JdbcClient jdbc;

  Credentials(DataSource source) {
    this.jdbc = JdbcClient.create(source);
  }

  /**
   * A password's hash, and whose it is.
   *
   * @param email what stands for the address that the person comes with
   * @param hash Argon2id, in the usual encoding
   * @param chosen by the person; else the configuration says it
   */
  record Credential(UserId userId, EmailId email, String hash, boolean chosen) {
    /** Shows no hash. */
    @Override
    public String toString() {
      return "Credential of " + userId;
    }
  }

  /** Who may come with this address, the newest first. */
  List<Credential> find(EmailId email) {
    return jdbc.sql(SELECT + "where email = :email order by made_at desc limit :most")
        .param("email", email.value())
        .param("most", MOST)
        .query(Credentials::credential)
        .list();
  }

  /** By which address and password this person comes; nothing where by wallets only. */
  Optional<Credential> of(UserId userId) {
    return jdbc.sql(SELECT + "where user_id = :user")
        .param("user", userId.value())
        .query(Credentials::credential)
        .optional();
  }

  private static Credential credential(ResultSet row, int number) throws SQLException {
    return new Credential(
        new UserId(row.getString("user_id")),
        new EmailId(row.getString("email")),
        row.getString("hash"),
        row.getBoolean("chosen"));
  }

  /** From now on this counts, and nothing else by which the person came. */
  void keep(Credential credential) {
    jdbc.sql(
            "insert into door.credential (user_id, email, hash, chosen)"
                + " values (:user, :email, :hash, :chosen) on conflict (user_id)"
                + " do update set email = :email, hash = :hash, chosen = :chosen")
        .param("user", credential.userId().value())
        .param("email", credential.email().value())
        .param("hash", credential.hash())
        .param("chosen", credential.chosen())
        .update();
  }

  /** The person comes with this address from now on; the password stays. */
  void move(UserId userId, EmailId email, boolean chosen) {
    jdbc.sql("update door.credential set email = :email, chosen = :chosen where user_id = :user")
        .param("user", userId.value())
        .param("email", email.value())
        .param("chosen", chosen)
        .update();
  }

  /** As it was before this address was tried; quiet where another was tried since. */
  void putBack(Credential before, EmailId tried) {
    jdbc.sql(
            "update door.credential set email = :email, chosen = :chosen"
                + " where user_id = :user and email = :tried")
        .param("user", before.userId().value())
        .param("email", before.email().value())
        .param("chosen", before.chosen())
        .param("tried", tried.value())
        .update();
  }

  void drop(UserId userId) {
    jdbc.sql("delete from door.credential where user_id = :user")
        .param("user", userId.value())
        .update();
  }

  /** As before this address was tried, when there was none; quiet where another was tried since. */
  void dropTried(UserId userId, EmailId tried) {
    jdbc.sql("delete from door.credential where user_id = :user and email = :tried")
        .param("user", userId.value())
        .param("tried", tried.value())
        .update();
  }
}

package io.holdfast.gateway.identity;

import io.holdfast.api.user.EmailId;
import io.holdfast.api.user.UserId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code door.credential}: by which password a person comes. Each call is one statement;
 * they block.
 */
final class Credentials {
  /** More stand for one address only where as many registrations were cut off in the middle. */
  private static final int MOST = 4;

  private final JdbcClient jdbc;

  Credentials(DataSource source) {
    this.jdbc = JdbcClient.create(source);
  }

  /**
   * A password's hash, and whose it is.
   *
   * @param hash Argon2id, in the usual encoding
   */
  record Credential(UserId userId, String hash) {
    /** Shows no hash. */
    @Override
    public String toString() {
      return "Credential of " + userId;
    }
  }

  /** Who may come with this address, the newest first. */
  List<Credential> find(EmailId email) {
    return jdbc.sql(
            "select user_id, hash from door.credential where email = :email order by made_at desc limit :most")
        .param("email", email.value())
        .param("most", MOST)
        .query(
            (row, _) -> new Credential(new UserId(row.getString("user_id")), row.getString("hash")))
        .list();
  }

  /** From now on this password counts, and no other of this person. */
  void keep(UserId userId, EmailId email, String hash) {
    jdbc.sql(
            "insert into door.credential (user_id, email, hash) values (:user, :email, :hash)"
                + " on conflict (user_id) do update set email = :email, hash = :hash")
        .param("user", userId.value())
        .param("email", email.value())
        .param("hash", hash)
        .update();
  }

  void drop(UserId userId) {
    jdbc.sql("delete from door.credential where user_id = :user")
        .param("user", userId.value())
        .update();
  }
}

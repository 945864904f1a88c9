package io.holdfast.gateway.personal;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code door.person_key}: sealed keys, one a person. Each call is one statement. */
final class PersonKeys {
  private final JdbcClient jdbc;

  PersonKeys(DataSource source) {
    this.jdbc = JdbcClient.create(source);
  }

  /** The person's key; none where nothing was ever sealed, or the person is forgotten. */
  Optional<byte[]> find(String userId) {
    return jdbc.sql(
            "select sealed from door.person_key where user_id = :user and sealed is not null")
        .param("user", userId)
        .query(byte[].class)
        .optional();
  }

  /** Keeps a key for whom there is none and never was one. */
  void keep(String userId, byte[] sealed) {
    jdbc.sql(
            "insert into door.person_key (user_id, sealed) values (:user, :sealed) on conflict do nothing")
        .param("user", userId)
        .param("sealed", sealed)
        .update();
  }

  /** Also where there was no key: none is made after this. */
  void destroy(String userId) {
    jdbc.sql(
            "insert into door.person_key (user_id) values (:user) on conflict (user_id) do update set sealed = null")
        .param("user", userId)
        .update();
  }
}

package io.holdfast.app.database;

/** Where the database is and who we are there. Its text keeps the password to itself. */
public record Database(String jdbcUrl, String username, String password) {
  @Override
  public String toString() {
    return jdbcUrl + " as " + username;
  }
}

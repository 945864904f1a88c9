package io.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class TestDatabaseIT {
  @Test
  void eachCallGivesAnEmptyDatabaseOfTheSameServer() throws Exception {
    TestDatabase one = TestDatabase.create();
    TestDatabase other = TestDatabase.create();

    assertThat(one.name()).isNotEqualTo(other.name());
    assertThat(one.port()).isEqualTo(other.port());
    try (Connection connection = one.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version")) {
      row.next();
      assertThat(row.getString(1)).startsWith("18.");
    }
  }
}

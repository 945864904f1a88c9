package io.holdfast.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

class OutageConverterTest {
  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "57P01", "57P03"})
  void tellsInALineThatTheDatabaseIsAway(String state) {
    SQLException refused = new SQLException("Connection refused.\nMore of it", state);
    assertThat(told(new DataAccessResourceFailureException("Failed to obtain one", refused)))
        .isEqualTo("  the database does not answer: Connection refused." + System.lineSeparator());
  }

  @Test
  void tellsInALineThatNoConnectionCameInTime() {
    assertThat(told(new SQLTransientConnectionException("not available after 30 s")))
        .isEqualTo(
            "  the database does not answer: not available after 30 s" + System.lineSeparator());
  }

  @Test
  void tellsInALineThatTheLedgerCouldNotAskIt() {
    Rejection refusal = new Rejection(ErrorCode.LOG_UNAVAILABLE, "It does not answer.");
    assertThat(told(new IllegalStateException("the ledger failed", refusal)))
        .isEqualTo("  the database does not answer: It does not answer." + System.lineSeparator());
    assertThat(told(new Rejection(ErrorCode.NOT_FOUND, "Nothing here.")))
        .contains("Rejection: Nothing here.");
  }

  @Test
  void tellsAllElseWhole() {
    assertThat(told(new IllegalStateException("ours", new SQLException("its own", "23505"))))
        .contains("ours", "its own", "\tat " + getClass().getName());
    assertThat(told(new SQLException("without a state"))).contains("\tat ");
  }

  private static String told(Throwable failure) {
    LoggerContext context = new LoggerContext();
    OutageConverter converter = new OutageConverter();
    converter.setContext(context);
    converter.start();
    return converter.convert(
        new LoggingEvent("", context.getLogger("test"), Level.WARN, "failed", failure, null));
  }
}

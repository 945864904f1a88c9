package io.holdfast.app.database;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.WhitespaceThrowableProxyConverter;

/**
 * Tells an exception in a log. That the database is away is told in a line: everybody who asks it
 * meets the same, and where they stood when it went helps nobody. All else is told whole.
 */
public final class OutageConverter extends WhitespaceThrowableProxyConverter {
  private static final Set<ErrorCode> OF_THE_LOG =
      EnumSet.of(ErrorCode.LOG_UNAVAILABLE, ErrorCode.OUTCOME_UNKNOWN);

  @Override
  protected String throwableProxyToString(IThrowableProxy proxy) {
    String outage = outage(proxy);
    return outage == null
        ? super.throwableProxyToString(proxy)
        : "  the database does not answer: " + outage + System.lineSeparator();
  }

  /** What the driver said, or null where it is something else. */
  private static @Nullable String outage(IThrowableProxy proxy) {
    Throwable cause = proxy instanceof ThrowableProxy real ? real.getThrowable() : null;
    for (; cause != null; cause = cause.getCause()) {
      if (isOutage(cause)) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      }
    }
    return null;
  }

  private static boolean isOutage(Throwable cause) {
    return switch (cause) {
      case SQLTransientConnectionException _ -> true;
      case SQLException e -> isOutage(e.getSQLState());
      case R2dbcNonTransientResourceException _, R2dbcTransientResourceException _ -> true;
      case R2dbcException e -> isOutage(e.getSqlState());
      case Rejection e -> OF_THE_LOG.contains(e.code());
      default -> false;
    };
  }

  /** The standard's class 08, connection exceptions, and PostgreSQL's shutdowns and starts. */
  private static boolean isOutage(@Nullable String state) {
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }
}

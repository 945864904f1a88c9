package io.holdfast.query.transparency;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections whose process is killed before a statement, or before or behind the commit: nothing
 * is asked of them any more, not even to take back what was begun.
 */
final class Interrupted extends DelegatingDataSource {
  private static final Set<String> STEPS = Set.of("prepareStatement", "createStatement", "commit");

  private final AtomicInteger left;

  /**
   * @param steps how many it lives for
   */
  Interrupted(DataSource source, int steps) {
    super(source);
    this.left = new AtomicInteger(steps);
  }

  boolean isDead() {
    return left.get() < 0;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection real = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (STEPS.contains(method.getName()) && left.decrementAndGet() < 0) {
                real.abort(Runnable::run);
                throw new SQLException("killed");
              }
              if (isDead()) {
                return null;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

package io.holdfast.command.escrow;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A way to a database that is cut at one statement, as it is when a program is killed there: from
 * then on nothing of that program gets through. Thread-safe.
 */
final class Fuse extends DelegatingDataSource {
  /** Whether the last statement still reaches the database, whose answer then reaches nobody. */
  enum Cut {
    BEFORE,
    AFTER
  }

  private static final String CONNECTION_FAILURE = "08006";

  private final int last;
  private final Cut cut;
  private final CompletableFuture<Object> dead = new CompletableFuture<>();
  private volatile boolean lit;
  private final AtomicInteger statements = new AtomicInteger();

  /** Cut at the statement of this number, counted from 1 over all connections. */
  Fuse(DataSource source, int last, Cut cut) {
    super(source);
    this.last = last;
    this.cut = cut;
  }

  /** From here on statements are counted. */
  void light() {
    lit = true;
  }

  /** Done when it is cut. */
  CompletableFuture<Object> cut() {
    return dead;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (dead.isDone()) {
      throw failure();
    }
    return watched(Connection.class, super.getConnection());
  }

  private <T> T watched(Class<T> type, T real) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              boolean executes = real instanceof Statement && method.getName().startsWith("exec");
              try {
                return executes
                    ? execute(() -> method.invoke(real, arguments))
                    : watched(method.invoke(real, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  private Object watched(Object result) {
    return switch (result) {
      case java.sql.PreparedStatement statement ->
          watched(java.sql.PreparedStatement.class, statement);
      case Statement statement -> watched(Statement.class, statement);
      case null, default -> result;
    };
  }

  private Object execute(Call call) throws Exception {
    if (dead.isDone()) {
      throw failure();
    }
    boolean isLast = lit && statements.incrementAndGet() == last;
    if (!isLast) {
      return call.make();
    }
    if (cut == Cut.AFTER) {
      call.make();
    }
    dead.complete(cut);
    throw failure();
  }

  private static SQLException failure() {
    return new SQLException("the program is dead", CONNECTION_FAILURE);
  }

  private interface Call {
    Object make() throws Exception;
  }
}

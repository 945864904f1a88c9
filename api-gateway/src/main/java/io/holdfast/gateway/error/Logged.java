package io.holdfast.gateway.error;

import java.io.Serial;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;

/**
 * A failure as the log may have it: all of it but the notes that Reactor hangs on it. Spring writes
 * into those the address that was asked, and an address may hold a secret, as M-Pesa's callback
 * does.
 */
final class Logged extends Exception {
  @Serial private static final long serialVersionUID = 1L;
  private static final int MOST_CAUSES = 20;

  private Logged(Throwable failure, int depth) {
    super(failure.toString(), cause(failure, depth));
    setStackTrace(failure.getStackTrace());
    Arrays.stream(failure.getSuppressed())
        .filter(each -> depth < MOST_CAUSES && !Exceptions.isTraceback(each))
        .forEach(each -> addSuppressed(new Logged(each, depth + 1)));
  }

  static Throwable of(Throwable failure) {
    return new Logged(failure, 0);
  }

  private static @Nullable Logged cause(Throwable failure, int depth) {
    Throwable cause = failure.getCause();
    return cause == null || depth >= MOST_CAUSES ? null : new Logged(cause, depth + 1);
  }
}

package io.holdfast.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long a test waits for what must happen, where it says nothing else: so long that a busy
 * machine is not taken for a fault. What happens at once costs nothing. Found by JUnit itself, in
 * every module that has the testkit.
 */
public final class Patience implements LauncherSessionListener {
  public static final Duration LIMIT = Duration.ofSeconds(60);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(LIMIT);
  }
}

package io.holdfast.chain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.testkit.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class RailLoopIT {
  private static final Duration LONG = Duration.ofHours(1);

  private final DataSource source = TestDatabase.create().dataSource();
  private final AtomicInteger turns = new AtomicInteger();

  @Test
  void goesOnAtOnceWhileThereIsMoreAndSleepsWhenThereIsNone() {
    RailLoop loop = loop(() -> turns.incrementAndGet() < 5, new Pulse());
    loop.start();

    await().untilAtomic(turns, org.hamcrest.Matchers.equalTo(5));
    loop.stop();
    assertThat(turns).hasValue(5);
  }

  @Test
  void isWokenBeforeItsTime() {
    Pulse pulse = new Pulse();
    RailLoop loop = loop(() -> turns.incrementAndGet() < 0, pulse);
    loop.start();
    await().untilAtomic(turns, org.hamcrest.Matchers.equalTo(1));

    pulse.wake();

    await().untilAtomic(turns, org.hamcrest.Matchers.equalTo(2));
    loop.stop();
  }

  @Test
  void triesAgainAfterAFailure() {
    RailLoop loop =
        loop(
            () -> {
              if (turns.incrementAndGet() == 1) {
                throw new IllegalStateException("the first time");
              }
              return false;
            },
            new Pulse());
    loop.start();

    await().untilAtomic(turns, org.hamcrest.Matchers.equalTo(2));
    loop.stop();
  }

  @Test
  void letsOneProcessAtATimeFollowAndTheNextWhenThatEnds() {
    AtomicInteger second = new AtomicInteger();
    RailLoop first = loop(() -> turns.incrementAndGet() < 0, new Pulse());
    Pulse pulse = new Pulse();
    RailLoop other = loop(() -> second.incrementAndGet() < 0, pulse);
    first.start();
    await().untilAtomic(turns, org.hamcrest.Matchers.equalTo(1));
    other.start();
    pulse.wake();
    assertThat(second).hasValue(0);

    first.stop();

    await()
        .untilAsserted(
            () -> {
              pulse.wake();
              assertThat(second).hasPositiveValue();
            });
    other.stop();
  }

  /** One rail that hangs and one that fails leave the third untouched. */
  @Test
  void isNotHeldUpByOtherRails() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    RailLoop hangs =
        new RailLoop(
            "hanging",
            () -> {
              hanging.countDown();
              return hang(end);
            },
            new Pulse(),
            LONG,
            source);
    RailLoop fails =
        new RailLoop(
            "failing",
            () -> {
              throw new IllegalStateException("always");
            },
            new Pulse(),
            LONG,
            source);
    hangs.start();
    fails.start();
    hanging.await();
    RailLoop loop = loop(() -> turns.incrementAndGet() < 1_000, new Pulse());

    loop.start();

    await().untilAtomic(turns, org.hamcrest.Matchers.equalTo(1_000));
    end.countDown();
    loop.stop();
    fails.stop();
    hangs.stop();
  }

  private static boolean hang(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private RailLoop loop(RailWork work, Pulse pulse) {
    return new RailLoop("bitcoin", work, pulse, LONG, source);
  }
}

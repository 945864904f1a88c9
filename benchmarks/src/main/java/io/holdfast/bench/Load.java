package io.holdfast.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * Callers in a closed loop: each asks, waits for the answer, and asks again. What is asked in the
 * first fifth of the time warms up and is not counted.
 */
final class Load {
  private static final int WARM_UP_SHARE = 5;

  /** One question and its answer. */
  @FunctionalInterface
  interface Call {
    void make(int caller) throws Exception;
  }

  /** What was measured: answers per second, and the time to an answer that 99 of 100 kept. */
  record Result(double perSecond, double medianMillis, double p99Millis) {}

  private Load() {}

  static Result run(ThreadFactory threads, int callers, Duration time, Call call)
      throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    long counted = begin + time.toNanos() / WARM_UP_SHARE;
    long end = begin + time.toNanos();
    List<long[]> taken = new ArrayList<>();
    try (ExecutorService executor = Executors.newThreadPerTaskExecutor(threads)) {
      List<Future<long[]>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        int caller = i;
        running.add(executor.submit(() -> loop(caller, counted, end, call)));
      }
      for (Future<long[]> each : running) {
        taken.add(each.get());
      }
    }
    return result(taken, (end - counted) / 1e9);
  }

  private static long[] loop(int caller, long counted, long end, Call call) throws Exception {
    long[] taken = new long[1024];
    int count = 0;
    for (long asked = System.nanoTime(); asked < end; ) {
      call.make(caller);
      long answered = System.nanoTime();
      if (asked >= counted && answered <= end) {
        if (count == taken.length) {
          taken = Arrays.copyOf(taken, 2 * count);
        }
        taken[count++] = answered - asked;
      }
      asked = answered;
    }
    return Arrays.copyOf(taken, count);
  }

  private static Result result(List<long[]> taken, double seconds) {
    long[] all = taken.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    if (all.length == 0) {
      throw new IllegalStateException("nothing was answered in time");
    }
    return new Result(
        all.length / seconds, all[all.length / 2] / 1e6, all[(int) (all.length * 0.99)] / 1e6);
  }
}

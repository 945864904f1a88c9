package io.holdfast.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Goal 7: how fast the whole program takes in a real chain, against the bare speed of that chain's
 * node: the same blocks asked for one after the other, nothing stored. And how long after a block
 * was mined the read model has it.
 *
 * <p>{@code ./holdfast bench ingest [--rounds=5] [--blocks=300] [--facts=200] [--live=50]
 * [--poll-millis=20] [--ponder=1]}
 */
public final class IngestBench {
  /** The program takes in so much of the chain before it is measured. */
  private static final int WARM_UP_SHARE = 5;

  /**
   * Blocks a second, bare and taken in; milliseconds from a mined block to the read model, and to
   * the last answer of the bare node about it.
   */
  private record Round(
      double bare, double taken, double liveMedian, double liveP99, double bareLiveMedian) {}

  private IngestBench() {}

  public static void main(String[] arguments) throws Exception {
    int rounds = Goals.option(arguments, "rounds", 5);
    int blocks = Goals.option(arguments, "blocks", 300);
    int facts = Goals.option(arguments, "facts", 200);
    int live = Goals.option(arguments, "live", 50);
    int poll = Goals.option(arguments, "poll-millis", 20);
    List<Supplier<Chain>> nodes =
        List.of(() -> new AnvilChain(facts), () -> new BitcoindChain(facts));
    try (BenchPostgres postgres = new BenchPostgres()) {
      if (Goals.option(arguments, "ponder", 0) > 0) {
        besidePonder(postgres, new Size(rounds, blocks, facts, live, poll));
        return;
      }
      for (Supplier<Chain> node : nodes) {
        try (Chain chain = node.get()) {
          chain.grow(blocks);
          List<Round> measured = new ArrayList<>();
          for (int i = 0; i <= rounds; i++) {
            Round round = round(postgres, chain, live, poll);
            if (i > 0) {
              measured.add(round);
              tell(chain, i, round);
            }
          }
          tell(chain, measured);
        }
      }
    }
  }

  private record Size(int rounds, int blocks, int facts, int live, int poll) {}

  /** Events a second and milliseconds of a live block, of Ponder and of the program. */
  private record Beside(double ponder, double taken, double ponderLive, double live) {}

  /** Goal 7 itself: the same chain, by Ponder and by the program, in turns. */
  private static void besidePonder(BenchPostgres postgres, Size size) throws Exception {
    List<Beside> measured = new ArrayList<>();
    try (AnvilChain chain = new AnvilChain(size.facts())) {
      chain.grow(size.blocks());
      for (int i = 0; i <= size.rounds(); i++) {
        Beside beside = beside(postgres, chain, size);
        if (i > 0) {
          measured.add(beside);
          System.out.printf(
              "round %d: Ponder %,9.0f events/s, taken in %,9.0f events/s; live block: Ponder %.0f"
                  + " ms, here %.0f ms%n",
              i, beside.ponder(), beside.taken(), beside.ponderLive(), beside.live());
        }
      }
    }
    Goals.head();
    Goals.tell("7  chain ingest ÷ Ponder", measured, 1.2, 3, r -> r.taken() / r.ponder());
    Goals.tell("7  live block ÷ Ponder's", measured, -0.5, -0.2, r -> r.live() / r.ponderLive());
  }

  private static Beside beside(BenchPostgres postgres, AnvilChain chain, Size size)
      throws Exception {
    double ponder;
    double ponderLive;
    try (Ponder peer = new Ponder(postgres, chain)) {
      ponder = peer.backfill();
      peer.await(events(chain));
      double[] times = new double[size.live()];
      for (int i = 0; i < times.length; i++) {
        chain.prepare();
        long mined = System.nanoTime();
        chain.mine();
        peer.await(events(chain));
        times[i] = millisSince(mined);
      }
      Arrays.sort(times);
      ponderLive = times[times.length / 2];
    }
    Round own = round(postgres, chain, size.live(), size.poll());
    return new Beside(ponder, own.taken() * chain.factsInBlock(), ponderLive, own.liveMedian());
  }

  private static long events(AnvilChain chain) {
    return (chain.height() - chain.start()) * chain.factsInBlock();
  }

  private static void tell(Chain chain, int number, Round round) {
    System.out.printf(
        "%s round %d: node alone %,7.0f blocks/s, taken in %,7.0f blocks/s = %,9.0f %s/s;"
            + " live %.0f ms (p99 %.0f), node alone %.0f ms%n",
        chain.rail(),
        number,
        round.bare(),
        round.taken(),
        round.taken() * chain.factsInBlock(),
        chain.facts(),
        round.liveMedian(),
        round.liveP99(),
        round.bareLiveMedian());
  }

  private static void tell(Chain chain, List<Round> rounds) {
    Goals.head();
    Goals.tellOnly(
        "7  %s: blocks taken in ÷ blocks read from the bare node".formatted(chain.rail()),
        rounds,
        round -> round.taken() / round.bare());
    Goals.tellOnly(
        "7  %s: live block time ÷ the bare node's answers".formatted(chain.rail()),
        rounds,
        round -> round.liveMedian() / round.bareLiveMedian());
  }

  private static Round round(BenchPostgres postgres, Chain chain, int live, int poll)
      throws Exception {
    long head = chain.height();
    double bare = bare(chain, head);
    try (Following program = new Following(postgres, chain, poll)) {
      double taken = taken(chain, head, program);
      double[] times = new double[live];
      double[] bareTimes = new double[live];
      for (int i = 0; i < live; i++) {
        chain.prepare();
        long mined = System.nanoTime();
        chain.mine();
        program.await(head + i + 1);
        times[i] = millisSince(mined);
        long asked = System.nanoTime();
        chain.read(head + i + 1);
        bareTimes[i] = millisSince(asked);
      }
      Arrays.sort(times);
      Arrays.sort(bareTimes);
      return new Round(
          bare, taken, times[live / 2], times[(int) (live * 0.99)], bareTimes[live / 2]);
    }
  }

  private static double bare(Chain chain, long head) {
    long start = System.nanoTime();
    for (long height = chain.start(); height <= head; height++) {
      chain.read(height);
    }
    return (head - chain.start() + 1) * 1e9 / (System.nanoTime() - start);
  }

  private static double taken(Chain chain, long head, Following program) {
    long blocks = head - chain.start() + 1;
    long first = program.await(chain.start() + blocks / WARM_UP_SHARE);
    long start = System.nanoTime();
    long last = program.await(head);
    return (last - first) * 1e9 / (System.nanoTime() - start);
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}

package io.holdfast.bench;

import java.net.URI;
import java.time.Duration;
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
 * [--poll-millis=20] [--read-ahead=4] [--delay-millis=0] [--anvil=1] [--bitcoind=1] [--ponder=0]}
 */
public final class IngestBench {
  /** The program takes in so much of the chain before it is measured. */
  private static final int WARM_UP_SHARE = 5;

  /**
   * Blocks a second: bare, taken in with each read when its turn comes, and with some read ahead;
   * milliseconds from a mined block to the read model, and to the last answer of the bare node
   * about it.
   */
  private record Round(double bare, double inTurn, double taken, Live live) {}

  private record Live(double median, double p99, double bareMedian) {}

  private IngestBench() {}

  public static void main(String[] arguments) throws Exception {
    Size size =
        new Size(
            Goals.option(arguments, "rounds", 5),
            Goals.option(arguments, "blocks", 300),
            Goals.option(arguments, "facts", 200),
            Goals.option(arguments, "live", 50),
            Goals.option(arguments, "poll-millis", 20),
            Goals.option(arguments, "read-ahead", 4),
            Duration.ofMillis(Goals.option(arguments, "delay-millis", 0)));
    List<Supplier<Chain>> nodes = new ArrayList<>();
    if (Goals.option(arguments, "anvil", 1) > 0) {
      nodes.add(() -> new AnvilChain(size.facts()));
    }
    if (Goals.option(arguments, "bitcoind", 1) > 0) {
      nodes.add(() -> new BitcoindChain(size.facts()));
    }
    try (BenchPostgres postgres = new BenchPostgres()) {
      if (Goals.option(arguments, "ponder", 0) > 0) {
        besidePonder(postgres, size);
        return;
      }
      for (Supplier<Chain> node : nodes) {
        try (Chain chain = node.get()) {
          besideTheBareNode(postgres, chain, size);
        }
      }
    }
  }

  private static void besideTheBareNode(BenchPostgres postgres, Chain chain, Size size)
      throws Exception {
    chain.grow(size.blocks());
    List<Round> measured = new ArrayList<>();
    for (int i = 0; i <= size.rounds(); i++) {
      Round round = round(postgres, chain, size);
      if (i > 0) {
        measured.add(round);
        tell(chain, i, round);
      }
    }
    tell(chain, measured);
  }

  /**
   * @param delay of each question of the program, as on the way to a node in another city
   */
  private record Size(
      int rounds, int blocks, int facts, int live, int poll, int readAhead, Duration delay) {}

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
    long head = chain.height();
    try (Following program =
        new Following(postgres, chain, chain.url(), size.poll(), size.readAhead())) {
      double taken = taken(chain, head, program) * chain.factsInBlock();
      return new Beside(ponder, taken, ponderLive, live(chain, program, size.live()).median());
    }
  }

  private static long events(AnvilChain chain) {
    return (chain.height() - chain.start()) * chain.factsInBlock();
  }

  private static void tell(Chain chain, int number, Round round) {
    System.out.printf(
        "%s round %d: node alone %,7.0f blocks/s, taken in %,7.0f blocks/s = %,9.0f %s/s,"
            + " each in its turn %,7.0f blocks/s; live %.0f ms (p99 %.0f), node alone %.0f ms%n",
        chain.rail(),
        number,
        round.bare(),
        round.taken(),
        round.taken() * chain.factsInBlock(),
        chain.facts(),
        round.inTurn(),
        round.live().median(),
        round.live().p99(),
        round.live().bareMedian());
  }

  private static void tell(Chain chain, List<Round> rounds) {
    Goals.head();
    Goals.tellOnly(
        "7  %s: blocks taken in ÷ blocks read from the bare node".formatted(chain.rail()),
        rounds,
        round -> round.taken() / round.bare());
    Goals.tellOnly(
        "   %s: taken in, some read ahead ÷ each in its turn".formatted(chain.rail()),
        rounds,
        round -> round.taken() / round.inTurn());
    Goals.tellOnly(
        "7  %s: live block time ÷ the bare node's answers".formatted(chain.rail()),
        rounds,
        round -> round.live().median() / round.live().bareMedian());
  }

  private static Round round(BenchPostgres postgres, Chain chain, Size size) throws Exception {
    long head = chain.height();
    double bare = bare(chain, head);
    try (LongLine line = new LongLine(chain.url(), size.delay())) {
      URI node = size.delay().isZero() ? chain.url() : line.url();
      double inTurn;
      try (Following program = new Following(postgres, chain, node, size.poll(), 0)) {
        inTurn = taken(chain, head, program);
      }
      try (Following program =
          new Following(postgres, chain, node, size.poll(), size.readAhead())) {
        double taken = taken(chain, head, program);
        return new Round(bare, inTurn, taken, live(chain, program, size.live()));
      }
    }
  }

  private static Live live(Chain chain, Following program, int blocks) {
    long head = chain.height();
    double[] times = new double[blocks];
    double[] bareTimes = new double[blocks];
    for (int i = 0; i < blocks; i++) {
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
    return new Live(times[blocks / 2], times[(int) (blocks * 0.99)], bareTimes[blocks / 2]);
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

package io.holdfast.chain.replay;

import io.holdfast.api.replay.ReplayFinding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a replay found so far. Immutable. Examples are bounded: of many, the first are named.
 *
 * @param read blocks that were stored and told again
 * @param notRead blocks that were not, because they are not the node's, or were never taken in
 * @param notReadExamples why, written for people
 * @param seen facts of these blocks
 * @param missing those of them that were not stored before
 * @param missingNames how the rail names them, their transactions first
 * @param told how often the ledger was told something
 * @param news how often it had not known that
 * @param newsOf the transactions that this was about
 */
record Tally(
    long read,
    long notRead,
    List<String> notReadExamples,
    long seen,
    long missing,
    List<String> missingNames,
    long told,
    long news,
    List<String> newsOf) {
  static final Tally NOTHING = new Tally(0, 0, List.of(), 0, 0, List.of(), 0, 0, List.of());

  private static final int MOST_EXAMPLES = 20;

  Tally {
    notReadExamples = List.copyOf(notReadExamples);
    missingNames = List.copyOf(missingNames);
    newsOf = List.copyOf(newsOf);
  }

  Tally stored(long facts, Collection<String> added) {
    return new Tally(
        read + 1,
        notRead,
        notReadExamples,
        seen + facts,
        missing + added.size(),
        some(missingNames, added),
        told,
        news,
        newsOf);
  }

  Tally heard(ListeningLedger.Heard heard) {
    return new Tally(
        read,
        notRead,
        notReadExamples,
        seen,
        missing,
        missingNames,
        told + heard.told(),
        news + heard.news(),
        some(newsOf, heard.newsOf()));
  }

  Tally skipped(long blocks, String why) {
    return new Tally(
        read,
        notRead + blocks,
        some(notReadExamples, List.of(why)),
        seen,
        missing,
        missingNames,
        told,
        news,
        newsOf);
  }

  private static List<String> some(List<String> known, Collection<String> more) {
    List<String> all = new ArrayList<>(known);
    more.stream()
        .filter(each -> !all.contains(each))
        .limit(MOST_EXAMPLES - Math.min(MOST_EXAMPLES, all.size()))
        .forEach(all::add);
    return all;
  }

  List<ReplayFinding> findings() {
    return List.of(
        new ReplayFinding("blocks", read + notRead, notRead, String.join("; ", notReadExamples)),
        new ReplayFinding("observations", seen, missing, String.join(", ", missingNames)),
        new ReplayFinding("reports to the ledger", told, news, String.join(", ", newsOf)));
  }

  /** All of it in one sentence, for people. */
  String inWords() {
    String blocks = "%d blocks read again".formatted(read);
    String skipped = notRead == 0 ? "" : ", %d not".formatted(notRead);
    return missing == 0 && news == 0
        ? blocks + skipped + "; nothing was missing"
        : blocks
            + skipped
            + "; %d of %d observations were missing, and %d reports were news to the ledger"
                .formatted(missing, seen, news);
  }
}

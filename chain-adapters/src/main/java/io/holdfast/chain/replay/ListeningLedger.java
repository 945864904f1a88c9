package io.holdfast.chain.replay;

import io.holdfast.api.Command;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.chain.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Listens to what the ledger answers: what it had known, and what was news. Thread-safe. */
final class ListeningLedger implements Ledger {
  private final Ledger ledger;
  private long told;
  private final List<String> newsOf = new ArrayList<>();

  ListeningLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * What was heard since it was asked last.
   *
   * @param newsOf the transaction of each piece of news, or the id of what it is about
   */
  record Heard(long told, List<String> newsOf) {
    Heard {
      newsOf = List.copyOf(newsOf);
    }

    long news() {
      return newsOf.size();
    }
  }

  @Override
  public CompletableFuture<Boolean> send(Command command, Map<String, String> metadata) {
    String about = metadata.getOrDefault(MetaKeys.TRANSACTION, command.targetId());
    return ledger.send(command, metadata).thenApply(news -> heard(about, news));
  }

  private synchronized boolean heard(String about, boolean news) {
    told++;
    if (news) {
      newsOf.add(about);
    }
    return news;
  }

  synchronized Heard sinceLast() {
    Heard heard = new Heard(told, newsOf);
    told = 0;
    newsOf.clear();
    return heard;
  }
}

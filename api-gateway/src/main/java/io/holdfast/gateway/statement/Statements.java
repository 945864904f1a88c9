package io.holdfast.gateway.statement;

import io.holdfast.api.error.Defect;
import io.holdfast.api.query.PageRequest;
import io.holdfast.api.statement.AsOf;
import io.holdfast.api.statement.FindPostings;
import io.holdfast.api.statement.Posting;
import io.holdfast.api.statement.PostingsAsOf;
import io.holdfast.api.statement.StatementFrame;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All postings of a statement, oldest first. They are read page by page as they are asked for, so
 * that a reader who is slow holds neither memory nor a connection to the database. Each is proven
 * to lead from the balance before it to the one after, from the opening one to the closing one.
 */
@Component
class Statements {
  private final Queries queries;

  Statements(Queries queries) {
    this.queries = queries;
  }

  /** Ends with a Defect where opening balance and postings do not make the closing balance. */
  Flux<Posting> postings(Ask ask, StatementFrame frame) {
    return Flux.defer(
        () -> {
          Running balance = new Running(frame.opening());
          return page(ask, frame, null)
              .expand(page -> page.next() == null ? Mono.empty() : page(ask, frame, page.next()), 1)
              .concatMapIterable(PostingsAsOf::items, 1)
              .doOnNext(balance::take)
              .concatWith(Mono.defer(() -> balance.requireClosing(frame)));
        });
  }

  private Mono<PostingsAsOf> page(Ask ask, StatementFrame frame, @Nullable String after) {
    return queries.postings(
        new FindPostings(
            ask.scope(),
            frame.accountId(),
            frame.asset(),
            frame.from().logIndex(),
            AsOf.index(frame.to().logIndex()),
            true,
            new PageRequest(after, PageRequest.MAX_LIMIT),
            0));
  }

  /** The balance so far; used by one subscriber. */
  private static final class Running {
    private String balance;

    Running(String opening) {
      balance = opening;
    }

    void take(Posting posting) {
      balance = new BigInteger(balance).add(new BigInteger(posting.amount())).toString();
      if (!balance.equals(posting.postedAfter())) {
        throw new Defect("the balance after entry " + posting.entryId() + " is not " + balance);
      }
    }

    Mono<Posting> requireClosing(StatementFrame frame) {
      return balance.equals(frame.closing())
          ? Mono.empty()
          : Mono.error(
              new Defect("a statement of " + frame.accountId() + " does not add up to its end"));
    }
  }
}

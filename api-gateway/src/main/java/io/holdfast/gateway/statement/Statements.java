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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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
          AtomicReference<String> balance = new AtomicReference<>(frame.opening());
          return page(ask, frame, null)
              .expand(page -> page.next() == null ? Mono.empty() : page(ask, frame, page.next()), 1)
              .concatMapIterable(PostingsAsOf::items, 1)
              .doOnNext(posting -> balance.set(after(balance.get(), posting)))
              .concatWith(Mono.defer(() -> requireClosing(frame, balance.get())));
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

  private static String after(String balance, Posting posting) {
    String sum = new BigInteger(balance).add(new BigInteger(posting.amount())).toString();
    if (!sum.equals(posting.postedAfter())) {
      throw new Defect("the balance after entry " + posting.entryId() + " is not " + sum);
    }
    return sum;
  }

  private static Mono<Posting> requireClosing(StatementFrame frame, String balance) {
    return Objects.equals(balance, frame.closing())
        ? Mono.empty()
        : Mono.error(
            new Defect("a statement of " + frame.accountId() + " does not add up to its end"));
  }
}

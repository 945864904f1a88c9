package io.holdfast.chain.reconcile;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.money.Asset;
import io.holdfast.api.query.Books;
import io.holdfast.api.query.Books.InFlight;
import io.holdfast.api.query.FindBooks;
import io.holdfast.api.query.FindProgress;
import io.holdfast.api.query.Progress;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.chain.ledger.LedgerFault;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;

/**
 * The ledger behind Axon's query bus. First it is asked where its log ends: whatever the rail told
 * it before stands below that, so an answer that reflects as much reflects the rail.
 */
public final class AxonBooks implements LedgerBooks {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final QueryGateway queries;
  private final Asset asset;

  public AxonBooks(QueryGateway queries, Asset asset) {
    this.queries = queries;
    this.asset = asset;
  }

  @Override
  public Optional<Sum> at(BlockRef block, Consumer<List<InFlight>> inFlight) {
    long head = await(queries.query(new FindProgress(), Progress.class)).headIndex();
    Books books = null;
    String after = null;
    do {
      Optional<Books> page = page(after, head);
      if (page.isEmpty() || !page.get().hash().equals(block.hash())) {
        return Optional.empty();
      }
      books = page.get();
      inFlight.accept(books.inFlight());
      after = books.next();
    } while (after != null);
    return Optional.of(new Sum(books.logIndex(), new BigInteger(books.world()).negate()));
  }

  private Optional<Books> page(@Nullable String after, long head) {
    FindBooks question = new FindBooks(asset.rail(), asset.code(), after, head);
    try {
      return Optional.of(await(queries.query(question, Books.class)));
    } catch (Rejection late) {
      if (late.code() == ErrorCode.INDEX_NOT_REACHED) {
        return Optional.empty();
      }
      throw late;
    }
  }

  private static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof Rejection rejection) {
          throw rejection;
        }
      }
      throw new LedgerFault("the read model failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new LedgerFault("the read model did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LedgerFault("interrupted while the read model answered", e);
    }
  }
}

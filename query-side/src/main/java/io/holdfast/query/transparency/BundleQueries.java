package io.holdfast.query.transparency;

import io.holdfast.api.transparency.BundleLines;
import io.holdfast.api.transparency.ReadBundle;
import io.holdfast.query.follow.LogRows;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Reads everything out of which a stranger can check the log. */
public final class BundleQueries {
  private final TreeRoom room;
  private final LogRows log;
  private final SigningKey key;
  private final Witnesses witnesses;

  BundleQueries(TreeRoom room, LogRows log, SigningKey key, Witnesses witnesses) {
    this.room = room;
    this.log = log;
    this.key = key;
    this.witnesses = witnesses;
  }

  /** As fast as it is taken, and on no thread of the one who takes it. */
  @QueryHandler
  public Flux<BundleLines> read(ReadBundle query) {
    return Flux.<BundleLines, BundleWriter>generate(
            () -> writer(query.size()),
            (writer, lines) -> {
              BundleLines next = writer.next();
              if (next == null) {
                lines.complete();
              } else {
                lines.next(next);
              }
              return writer;
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  BundleWriter writer(long size) {
    return new BundleWriter(
        room,
        log,
        new Bundle.Header(
            "bundle",
            Bundle.VERSION,
            key.verifier().name(),
            key.verifier().toString(),
            witnesses.keys(),
            1,
            size));
  }
}

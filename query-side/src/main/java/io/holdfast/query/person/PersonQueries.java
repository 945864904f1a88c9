package io.holdfast.query.person;

import io.holdfast.api.query.Find.FindPeople;
import io.holdfast.api.query.Find.FindSessions;
import io.holdfast.api.query.Find.FindSignIns;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.PersonView;
import io.holdfast.api.query.SessionView;
import io.holdfast.api.query.SignInView;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchPeople;
import io.holdfast.api.query.Watch.WatchSessions;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/** Answers questions about people and their sessions: to each their own, to staff everybody's. */
public final class PersonQueries {
  private static final String CREATED = "created_index";

  private static final Listing<PersonView> PEOPLE =
      new Listing<>(
          PersonFold.KIND, "person", "t.*", CREATED, List.of("user_id"), PersonRows::view);

  private static final Listing<SessionView> SESSIONS =
      new Listing<>(
          SessionFold.KIND, "session", "t.*", CREATED, List.of("session_id"), SessionRows::view);

  private static final Listing<SignInView> SIGN_INS =
      new Listing<>(
          SignInFold.KIND, "sign_in", "t.*", CREATED, List.of("sign_in_id"), SignInFold::view);

  private final Finder finder;
  private final ViewStreams streams;

  public PersonQueries(Finder finder, ViewStreams streams) {
    this.finder = finder;
    this.streams = streams;
  }

  @QueryHandler
  public CompletableFuture<Page<PersonView>> find(FindPeople query) {
    Filter filter = Filter.in(query.scope()).and("user_id", query.userId());
    return finder.find(PEOPLE, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchPeople query) {
    return streams.watch(PEOPLE, Filter.in(query.scope()), query.after());
  }

  @QueryHandler
  public CompletableFuture<Page<SessionView>> find(FindSessions query) {
    Filter filter =
        Filter.in(query.scope()).and("session_id", query.sessionId()).and("state", query.state());
    return finder.find(SESSIONS, filter, query.page(), query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchSessions query) {
    Filter filter = Filter.in(query.scope()).and("state", query.state());
    return streams.watch(SESSIONS, filter, query.after());
  }

  @QueryHandler
  public CompletableFuture<Page<SignInView>> find(FindSignIns query) {
    return finder.find(SIGN_INS, Filter.in(query.scope()), query.page(), query.minLogIndex());
  }
}

package io.holdfast.query.account;

import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.Balance;
import io.holdfast.api.query.Find.FindAccounts;
import io.holdfast.api.query.Page;
import io.holdfast.api.query.ViewChange;
import io.holdfast.api.query.Watch.WatchAccounts;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.read.Filter;
import io.holdfast.query.read.Finder;
import io.holdfast.query.read.Listing;
import io.holdfast.query.read.ViewStreams;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import reactor.core.publisher.Flux;

/**
 * Answers questions about accounts, each with its balances. There is a pot for every order, which
 * would bury the accounts of people: it is found by its id and not in lists.
 */
public final class AccountQueries {
  private static final String LISTED = "listed";

  private final Listing<AccountView> listing;
  private final Finder finder;
  private final ViewStreams streams;

  public AccountQueries(String schema, Finder finder, ViewStreams streams) {
    this.listing =
        new Listing<>(
            AccountFold.KIND,
            "account",
            columns(schema),
            "created_index",
            List.of("account_id"),
            AccountQueries::view);
    this.finder = finder;
    this.streams = streams;
  }

  /** Balances come along as one array, each as asset, posted and held with a blank between. */
  private static String columns(String schema) {
    return "t.account_id, t.owner_id, t.label, t.destinations, t.log_index, array(select b.asset || ' ' || b.posted || ' ' || b.held from %s.balance b where b.account_id = t.account_id order by b.asset) as balances"
        .formatted(schema);
  }

  @QueryHandler
  public CompletableFuture<Page<AccountView>> find(FindAccounts query) {
    Filter filter = Filter.in(query.scope());
    return finder.find(
        listing,
        query.accountId() == null
            ? filter.where(LISTED)
            : filter.and("account_id", query.accountId()),
        query.page(),
        query.minLogIndex());
  }

  @QueryHandler
  public Flux<ViewChange> watch(WatchAccounts query) {
    return streams.watch(listing, Filter.in(query.scope()).where(LISTED), query.after());
  }

  private static AccountView view(Columns row) {
    return new AccountView(
        row.text("account_id"),
        row.textOrNull("owner_id"),
        row.text("label"),
        row.texts("balances").stream().map(AccountQueries::balance).toList(),
        row.texts("destinations"),
        row.number("log_index"));
  }

  private static Balance balance(String told) {
    String[] parts = told.split(" ", 3);
    BigInteger posted = new BigInteger(parts[1]);
    BigInteger held = new BigInteger(parts[2]);
    return new Balance(parts[0], parts[1], parts[2], posted.subtract(held).toString());
  }
}

package io.holdfast.gateway.account;

import io.holdfast.api.account.AccountId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.query.AccountView;
import io.holdfast.api.query.Find.FindAccounts;
import io.holdfast.gateway.bus.Answers;
import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.Queries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who may move an account's money: its owner, and nobody else, whatever the role. To a customer,
 * another person's account does not exist.
 */
@Component
public class OwnAccounts {
  private final Queries queries;

  OwnAccounts(Queries queries) {
    this.queries = queries;
  }

  /** Ends with NOT_FOUND or FORBIDDEN where the caller does not own this account. */
  public Mono<AccountId> require(Ask ask, @Nullable String accountId) {
    AccountId id = guarded(accountId);
    return queries
        .one(
            new FindAccounts(ask.scope(), id.value(), Answers.single(), ask.waitForIndex()),
            AccountView.class)
        .map(page -> owned(page.items().getFirst(), ask, id));
  }

  /** An account that people have; boundary accounts are the ledger's own. */
  public static AccountId guarded(@Nullable String accountId) {
    if (accountId == null || !accountId.startsWith(AccountId.GUARDED)) {
      throw new Rejection(
          ErrorCode.MALFORMED_ID, "An account's id starts with '" + AccountId.GUARDED + "'.");
    }
    return new AccountId(accountId);
  }

  private static AccountId owned(AccountView account, Ask ask, AccountId id) {
    if (!ask.caller().userId().equals(account.ownerId())) {
      throw new Rejection(ErrorCode.FORBIDDEN, "Only its owner may move what is on an account.");
    }
    return id;
  }
}

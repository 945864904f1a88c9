package io.holdfast.query.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.policy.WithdrawalPolicySet;
import io.holdfast.api.query.FindByTransaction;
import io.holdfast.api.query.FindWithdrawalPolicies;
import io.holdfast.api.query.Scope;
import io.holdfast.api.query.WithdrawalPolicies.Terms;
import io.holdfast.query.ReadSide;
import io.holdfast.query.account.TransactionQueries;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.read.Finder;
import io.holdfast.query.views.ReadModel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyQueriesIT {
  @Test
  void tellsTheLastPolicyOfEachAssetHoweverOftenAnEventIsTold() throws Exception {
    ReadModel model = new ReadModel();
    try (ReadSide side = new ReadSide(model, Duration.ofSeconds(60), Duration.ofHours(1))) {
      PolicyQueries queries =
          new PolicyQueries(
              side.reader, new Finder(side.reader, side.hub, Duration.ofSeconds(60)), "view");
      assertThat(queries.find(new FindWithdrawalPolicies(0)).join().policies()).isEmpty();

      model.write(List.of(set(1, "BTC", "7"), set(2, "XLM", "1"), set(3, "BTC", "9")));
      model.write(List.of(set(3, "BTC", "9")));

      assertThat(queries.find(new FindWithdrawalPolicies(3)).join().policies())
          .containsExactly(terms("BTC", "9", 3), terms("XLM", "1", 2));
    }
  }

  @Test
  void aTransactionOfWhichNothingIsKnownCarriesNothing() throws Exception {
    ReadModel model = new ReadModel();
    try (ReadSide side = new ReadSide(model, Duration.ofSeconds(60), Duration.ofHours(1))) {
      TransactionQueries queries = new TransactionQueries(side.reader, "view");

      assertThat(queries.find(new FindByTransaction(Scope.EVERYBODY, "ab")).join().ids()).isEmpty();
      assertThat(queries.find(new FindByTransaction(Scope.ownedBy("a"), "ab")).join().ids())
          .isEmpty();
    }
  }

  private static LoggedEvent set(long index, String asset, String fee) {
    return new LoggedEvent(
        index, 1_000, new WithdrawalPolicySet(asset, fee, "10", "100", "200", "50", 2));
  }

  private static Terms terms(String asset, String fee, long index) {
    return new Terms(asset, fee, "10", "100", "200", "50", 2, 1_000, index);
  }
}

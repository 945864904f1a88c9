package io.holdfast.query.account;

import io.holdfast.api.query.Carried;
import io.holdfast.api.query.FindByTransaction;
import io.holdfast.query.read.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;

/** What a chain's transaction is to the ledger. */
public final class TransactionQueries {
  private static final int MOST = 200;

  private final Reader reader;
  private final String schema;

  public TransactionQueries(Reader reader, String schema) {
    this.reader = reader;
    this.schema = schema;
  }

  @QueryHandler
  public CompletableFuture<Carried> find(FindByTransaction query) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("transaction", query.transaction());
    String owned = "";
    if (query.scope().ownerId() != null) {
      parameters.put("owner", query.scope().ownerId());
      owned = " and owner_id = :owner";
    }
    String sql =
        """
        select deposit_id as id from %1$s.deposit where transaction = :transaction%2$s
        union all
        select withdrawal_id from %1$s.withdrawal where transaction = :transaction%2$s
        order by id limit %3$d"""
            .formatted(schema, owned, MOST);
    return reader.rows(sql, parameters, row -> row.text("id")).map(Carried::new).toFuture();
  }
}

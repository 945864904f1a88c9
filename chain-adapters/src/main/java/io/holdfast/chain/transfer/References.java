package io.holdfast.chain.transfer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What payers say so that we know for whom a payment is. Each owner (a deposit request) has one
 * reference, the same for ever; no two owners share one. Durable before it returns, whatever
 * transaction the caller is in. Thread-safe, on several nodes too.
 *
 * <p>References should be drawn from so many that a mistyped one is nobody's: such a payment is
 * kept aside, where a near miss would credit somebody else.
 */
public final class References {
  private static final int TRIES = 20;

  private final JdbcClient db;
  private final TransactionTemplate transaction;
  private final String rail;
  private final Supplier<String> draw;

  /**
   * @param draw makes a reference that was, in all likelihood, never given out
   */
  public References(
      JdbcClient db, PlatformTransactionManager transactions, String rail, Supplier<String> draw) {
    this.db = db;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.rail = rail;
    this.draw = draw;
  }

  public String referenceOf(String ownerId) {
    return known(ownerId).orElseGet(() -> give(ownerId));
  }

  /** The owners of those of these references that were given out. */
  public Map<String, String> owners(Collection<String> references) {
    Map<String, String> owners = new HashMap<>();
    db.sql(
            """
            SELECT reference, owner_id FROM rail.reference
            WHERE rail = :rail AND reference = ANY(:references)""")
        .param("rail", rail)
        .param("references", references.toArray(String[]::new))
        .query(
            row -> {
              owners.put(row.getString("reference"), row.getString("owner_id"));
            });
    return owners;
  }

  private String give(String ownerId) {
    for (int i = 0; i < TRIES; i++) {
      String candidate = draw.get();
      transaction.executeWithoutResult(_ -> insert(candidate, ownerId));
      Optional<String> given = known(ownerId);
      if (given.isPresent()) {
        return given.get();
      }
    }
    throw new IllegalStateException("rail " + rail + " draws references that were given out");
  }

  /** Does nothing when the reference is another's, or somebody gave the owner one meanwhile. */
  private void insert(String reference, String ownerId) {
    db.sql(
            """
            INSERT INTO rail.reference (rail, reference, owner_id)
            VALUES (:rail, :reference, :owner) ON CONFLICT DO NOTHING""")
        .param("rail", rail)
        .param("reference", reference)
        .param("owner", ownerId)
        .update();
  }

  private Optional<String> known(String ownerId) {
    return db.sql("SELECT reference FROM rail.reference WHERE rail = :rail AND owner_id = :owner")
        .param("rail", rail)
        .param("owner", ownerId)
        .query(String.class)
        .optional();
  }
}

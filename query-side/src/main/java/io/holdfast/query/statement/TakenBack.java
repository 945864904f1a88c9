package io.holdfast.query.statement;

/**
 * What is known now of then: the lines of credits up to an index that were reversed after it,
 * because the block that held the payment lost its place. They go by the index at which a line was
 * whole. Reversals are rare, and found by an index of their own.
 */
final class TakenBack {
  private TakenBack() {}

  /**
   * A part of a WITH: {@code taken (account_id, asset, amount)}; empty as known then. Its parameter
   * is {@code :n}.
   */
  static String with(String schema, boolean knownNow) {
    return knownNow
        ? """
          taken as (
            select c.account_id, c.asset, sum(c.amount) as amount
            from (
              select distinct reference from %1$s.journal_line
              where kind = 'DEPOSIT_REVERSAL' and complete and log_index > :n) r
            cross join lateral (
              select entry_id, log_index from %1$s.journal_line
              where reference = r.reference and kind = 'DEPOSIT' and complete and log_index <= :n
              order by log_index desc limit 1) credit
            join %1$s.journal_line c on c.reference = r.reference and c.kind = 'DEPOSIT'
              and c.complete and c.entry_id = credit.entry_id and c.log_index <= :n
            where not exists (
              select from %1$s.journal_line v
              where v.reference = r.reference and v.kind = 'DEPOSIT_REVERSAL' and v.complete
                and v.log_index > credit.log_index and v.log_index <= :n)
            group by c.account_id, c.asset)"""
            .formatted(schema)
        : "taken as (select ''::text as account_id, ''::text as asset, 0::numeric as amount where false)";
  }
}

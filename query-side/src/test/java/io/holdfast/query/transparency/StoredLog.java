package io.holdfast.query.transparency;

import io.holdfast.query.follow.LogRows;
import io.holdfast.query.follow.PostgresLogRows;
import io.holdfast.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A log on a real PostgreSQL with what is made of it beside it. */
final class StoredLog {
  private final TestDatabase database = TestDatabase.create("audit");
  final DataSource source = database.dataSource();
  final JdbcClient db = JdbcClient.create(source);
  final LogRows rows = new PostgresLogRows(source);

  StoredLog() {
    db.sql("create schema log").update();
    db.sql(
            """
            create table log.event (log_index bigint primary key, event_id text not null,
              aggregate_id text not null, aggregate_type text, sequence_number bigint not null,
              at timestamptz not null, type text not null, revision text, payload bytea not null,
              metadata bytea not null, unique (aggregate_id, sequence_number))""")
        .update();
  }

  /** Of seven aggregates in turn; some columns are null here and empty there. */
  StoredLog append(int count) {
    db.sql(
            """
            insert into log.event
            select n, 'event-' || n, 'account:' || n % 7, case when n % 3 > 0 then 'Account' end,
              (n - 1) / 7, timestamptz 'epoch' + n * interval '1000001 microseconds', 'io.holdfast.Posted',
              case n % 4 when 0 then null when 1 then '' else '1' end,
              convert_to('{"amount":"' || n || '"}', 'UTF8'), convert_to('{}', 'UTF8')
            from generate_series((select coalesce(max(log_index), 0) + 1 from log.event),
              (select coalesce(max(log_index), 0) + :count from log.event)) n""")
        .param("count", count)
        .update();
    return this;
  }

  void run(String sql) {
    db.sql(sql).update();
  }

  long treeSize() {
    return db.sql("select size from audit.tree").query(Long.class).single();
  }

  Hash treeRoot(long size) throws SQLException {
    try (var connection = source.getConnection()) {
      return new MerkleTree(new StoredTiles(connection)).root(size);
    }
  }

  /** As the standard defines it, over all that is stored now. */
  Hash plainRoot() throws SQLException {
    List<Hash> leaves = rows.after(0, 100_000).stream().map(LeafEncoding::hash).toList();
    return PlainTree.root(leaves);
  }
}

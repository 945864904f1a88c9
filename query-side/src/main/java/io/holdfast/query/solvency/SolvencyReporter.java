package io.holdfast.query.solvency;

import io.holdfast.api.error.Defect;
import io.holdfast.api.solvency.Position;
import io.holdfast.api.solvency.PublishSolvencyReport;
import io.holdfast.api.solvency.SolvencyCommand;
import io.holdfast.api.solvency.SolvencyReportId;
import io.holdfast.query.fold.CopyText;
import io.holdfast.query.solvency.Liabilities.Asked;
import io.holdfast.query.solvency.SolvencyReports.Open;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Makes a report: in one snapshot of the views it reads what was owed to everybody, builds a tree
 * for each asset, and stores it with the figures; only then is the report published. So what is
 * published can be proven, and a kill in between publishes the same figures again. Used by one
 * thread.
 */
final class SolvencyReporter {
  private final DataSource source;
  private final Liabilities liabilities;
  private final Consumer<SolvencyCommand> ledger;

  SolvencyReporter(DataSource source, SecureRandom random, Consumer<SolvencyCommand> ledger) {
    this.source = source;
    this.liabilities = new Liabilities(random);
    this.ledger = ledger;
  }

  /**
   * @throws Defect where an account is owed less than nothing: such a ledger proves nothing
   */
  void make(Open report) throws SQLException {
    List<Position> positions =
        report.positions().isPresent() ? report.positions().get() : stored(report.reportId());
    ledger.accept(new PublishSolvencyReport(new SolvencyReportId(report.reportId()), positions));
  }

  private List<Position> stored(String reportId) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        List<Position> positions = new ArrayList<>();
        for (Asked asked : Liabilities.assets(connection)) {
          positions.add(position(connection, reportId, asked));
        }
        store(connection, reportId, positions);
        connection.commit();
        return positions;
      } finally {
        connection.rollback();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(true);
      }
    }
  }

  /** The leaves stand in the order of their hashes, which tells nothing of whose they are. */
  private Position position(Connection connection, String reportId, Asked asked)
      throws SQLException {
    List<Leaf> leaves =
        liabilities.of(connection, asked).stream()
            .map(SolvencyReporter::leaf)
            .sorted(Comparator.comparing(leaf -> leaf.sum().hash().toString()))
            .toList();
    SumTree tree = SumTree.of(leaves.stream().map(Leaf::sum).toList());
    storeLeaves(connection, reportId, leaves);
    storeNodes(connection, reportId, asked.asset(), tree);
    return asked.position(tree, leaves.size());
  }

  private record Leaf(Liability liability, Sum sum) {}

  private static Leaf leaf(Liability liability) {
    if (liability.amount().signum() < 0) {
      throw new Defect(liability.accountId() + " is owed less than nothing");
    }
    return new Leaf(liability, Sum.leaf(liability));
  }

  private static void storeLeaves(Connection connection, String reportId, List<Leaf> leaves)
      throws SQLException {
    try (CopyText text =
        copy(connection, "solvency_leaf (report_id, asset, account_id, position, amount, nonce)")) {
      for (int i = 0; i < leaves.size(); i++) {
        Liability liability = leaves.get(i).liability();
        row(
            text,
            reportId,
            liability.asset(),
            liability.accountId(),
            i,
            liability.amount(),
            "\\x" + liability.nonceHex());
      }
      text.end();
    }
  }

  private static void storeNodes(Connection connection, String reportId, String asset, SumTree tree)
      throws SQLException {
    try (CopyText text =
        copy(connection, "solvency_node (report_id, asset, level, position, amount, hash)")) {
      for (int level = 0; level < tree.levels().size(); level++) {
        List<Sum> sums = tree.levels().get(level);
        for (int i = 0; i < sums.size(); i++) {
          Sum sum = sums.get(i);
          row(text, reportId, asset, level, i, sum.amount(), "\\x" + hex(sum));
        }
      }
      text.end();
    }
  }

  private static String hex(Sum sum) {
    return HexFormat.of().formatHex(sum.hash().bytes());
  }

  private static CopyText copy(Connection connection, String table) throws SQLException {
    return new CopyText(
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy audit.%s from stdin".formatted(table)));
  }

  private static void row(CopyText text, Object... values) throws SQLException {
    for (Object value : values) {
      text.value(value);
    }
    text.endRow();
  }

  private static void store(Connection connection, String reportId, List<Position> positions)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update audit.solvency_report set positions = ? where report_id = ?")) {
      update.setString(1, SolvencyReports.written(positions));
      update.setString(2, reportId);
      update.executeUpdate();
    }
  }
}

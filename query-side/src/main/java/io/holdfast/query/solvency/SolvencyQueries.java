package io.holdfast.query.solvency;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.holdfast.api.solvency.FindSolvencyProof;
import io.holdfast.api.solvency.FindSolvencyReports;
import io.holdfast.api.solvency.SolvencyProofs;
import io.holdfast.api.solvency.SolvencyProofs.Proof;
import io.holdfast.api.solvency.SolvencyProofs.Step;
import io.holdfast.api.solvency.SolvencyReportsFound;
import io.holdfast.api.solvency.SolvencyReportsFound.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells reports and proofs. Blocks: asked on a worker. Thread-safe. */
public final class SolvencyQueries {
  private static final String REPORTS =
      """
      select r.*, exists (select from audit.solvency_node n where n.report_id = r.report_id) as provable
      from audit.solvency_report r where :id::text is null or report_id = :id
      order by requested_at_millis desc, report_id desc limit :most""";

  /** The root, and the neighbours of the leaf and of each node above it. */
  private static final String PROOF =
      """
      select l.report_id, l.asset, l.amount as owed, l.nonce, n.level, n.position & 1 = 0 as is_left, n.amount, n.hash,
        n.level = top.level as is_root
      from audit.solvency_leaf l
        join view.account a on a.account_id = l.account_id
        cross join lateral (
          select max(level) as level from audit.solvency_node t
          where t.report_id = l.report_id and t.asset = l.asset) top
        join audit.solvency_node n on n.report_id = l.report_id and n.asset = l.asset
          and n.position = case when n.level = top.level then 0 else (l.position >> n.level) # 1 end
        join audit.solvency_report r on r.report_id = l.report_id and r.published_at_millis is not null
      where l.account_id = :account and l.report_id = coalesce(:report::text, (
          select c.report_id from audit.solvency_report c
          where c.published_at_millis is not null
            and exists (select from audit.solvency_node o where o.report_id = c.report_id)
          order by c.requested_at_millis desc, c.report_id desc limit 1)) and (:owner::text is null or a.owner_id = :owner)
      order by l.asset, n.level""";

  private final JdbcClient db;

  public SolvencyQueries(DataSource source) {
    this.db = JdbcClient.create(source);
  }

  @QueryHandler
  public SolvencyReportsFound find(FindSolvencyReports query) {
    return new SolvencyReportsFound(
        db.sql(REPORTS)
            .param("id", query.reportId() == null ? null : query.reportId().value())
            .param("most", FindSolvencyReports.MOST)
            .query((row, _) -> found(row))
            .list());
  }

  private static Found found(ResultSet row) throws SQLException {
    long published = row.getLong("published_at_millis");
    boolean open = row.wasNull();
    return new Found(
        row.getString("report_id"),
        row.getLong("requested_at_millis"),
        row.getString("requested_by"),
        open ? null : published,
        open ? List.of() : SolvencyReports.read(row.getString("positions")),
        !open && row.getBoolean("provable"));
  }

  private record Node(
      String reportId,
      String asset,
      String owed,
      String nonce,
      boolean isLeft,
      String amount,
      String hash,
      boolean isRoot) {
    static Node of(ResultSet row) throws SQLException {
      return new Node(
          row.getString("report_id"),
          row.getString("asset"),
          row.getBigDecimal("owed").toPlainString(),
          HexFormat.of().formatHex(row.getBytes("nonce")),
          row.getBoolean("is_left"),
          row.getBigDecimal("amount").toPlainString(),
          Base64.getEncoder().encodeToString(row.getBytes("hash")),
          row.getBoolean("is_root"));
    }
  }

  @QueryHandler
  public SolvencyProofs find(FindSolvencyProof query) {
    List<Node> nodes =
        db.sql(PROOF)
            .param("report", query.reportId() == null ? null : query.reportId().value())
            .param("account", query.accountId().value())
            .param("owner", query.scope().ownerId())
            .query((row, _) -> Node.of(row))
            .list();
    return new SolvencyProofs(
        nodes.isEmpty() ? null : nodes.getFirst().reportId(),
        nodes.stream().collect(groupingBy(Node::asset, TreeMap::new, toList())).values().stream()
            .map(asset -> proof(query.accountId().value(), asset))
            .toList());
  }

  private static Proof proof(String accountId, List<Node> nodes) {
    Node root = nodes.getLast();
    List<Step> path = new ArrayList<>();
    for (Node node : nodes) {
      if (!node.isRoot()) {
        path.add(new Step(node.isLeft() ? "left" : "right", node.amount(), node.hash()));
      }
    }
    return new Proof(
        root.asset(), accountId, root.owed(), root.nonce(), path, root.amount(), root.hash());
  }
}

package io.holdfast.query.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.rail.BlockApplied;
import io.holdfast.api.rail.BlockOrphaned;
import io.holdfast.query.fold.LoggedEvent;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Stories;
import io.holdfast.query.views.Story;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Views that had a history before they kept what stood when get it from the log. */
class AsOfMigrationIT {
  private final ReadModel model = new ReadModel();

  @Test
  void fillsInWhatWasReflectedBefore() throws Exception {
    Story story = Stories.random(IntStream.range(0, 60).mapToObj(i -> i * 7_919).toList());
    story
        .tell(new BlockApplied("bitcoin", 7, "h7", "h6", 1, 7))
        .tell(new BlockOrphaned("bitcoin", 7, "h7", 6, "h6"))
        .tell(new BlockApplied("bitcoin", 7, "h7'", "h6", 1, 7))
        .tell(new BlockApplied("bitcoin", 8, "h8", "h7'", 1, 7))
        .tell(new BlockOrphaned("bitcoin", 8, "h8", 7, "h7'"))
        .tell(new BlockApplied("bitcoin", 8, "h8", "h7'", 1, 7));
    model.write(story.log());
    List<String> folded = model.everything();

    model.run(
        "alter table log.event add column type text, add column at timestamptz, add column payload bytea");
    append(story.log());
    model.run("truncate view.balance_change, view.moment, view.rail_block");
    model.run("update view.balance set postings = 0");
    assertThat(model.everything()).isNotEqualTo(folded);
    model.run(filling());

    assertThat(model.everything()).isEqualTo(folded);
  }

  private void append(List<LoggedEvent> log) throws Exception {
    JsonMapper json = JsonMapper.builder().build();
    try (Connection connection = model.database.dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into log.event (log_index, type, at, payload)"
                    + " values (?, ?, timestamptz 'epoch' + ? * interval '1 millisecond', ?)")) {
      for (LoggedEvent logged : log) {
        insert.setLong(1, logged.index());
        insert.setString(2, logged.event().getClass().getName());
        insert.setLong(3, logged.atMillis());
        insert.setBytes(4, json.writeValueAsBytes(logged.event()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String filling() throws IOException {
    try (InputStream script =
        AsOfMigrationIT.class.getResourceAsStream("/db/view/V14__as_of.sql")) {
      String sql = new String(script.readAllBytes(), UTF_8);
      return sql.substring(sql.indexOf("do $$"));
    }
  }
}

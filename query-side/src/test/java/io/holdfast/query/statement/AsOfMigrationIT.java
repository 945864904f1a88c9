package io.holdfast.query.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.rail.BlockApplied;
import io.holdfast.api.rail.BlockOrphaned;
import io.holdfast.query.views.ReadModel;
import io.holdfast.query.views.Stories;
import io.holdfast.query.views.Story;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

    StoredLog.in(model).append(story.log());
    model.run("truncate view.balance_change, view.moment, view.rail_block");
    model.run("update view.balance set postings = 0");
    assertThat(model.everything()).isNotEqualTo(folded);
    model.run(filling());

    assertThat(model.everything()).isEqualTo(folded);
  }

  private static String filling() throws IOException {
    try (InputStream script =
        AsOfMigrationIT.class.getResourceAsStream("/db/view/V14__as_of.sql")) {
      String sql = new String(script.readAllBytes(), UTF_8);
      return sql.substring(sql.indexOf("do $$"));
    }
  }
}

package io.holdfast.query.replay;

import io.holdfast.api.query.ReplayView;
import io.holdfast.query.fold.Columns;
import io.holdfast.query.fold.Stored;
import io.holdfast.query.fold.Table;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How replays stand in their table; their parts are JSON, for nobody asks by them. */
final class ReplayRows {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<ReplayView.Part>> PARTS = new TypeReference<>() {};

  static final Table<Stored<ReplayView>> TABLE =
      Table.<Stored<ReplayView>>named("replay")
          .key("replay_id", row -> row.view().replayId())
          .text("what", row -> row.view().what())
          .text("rail", row -> row.view().rail())
          .number("from_block", row -> row.view().fromBlock())
          .number("to_block", row -> row.view().toBlock())
          .texts("projections", row -> row.view().projections())
          .text("requested_by", row -> row.view().requestedBy())
          .text("reason", row -> row.view().reason())
          .text("state", row -> row.view().state())
          .text("parts", row -> JSON.writeValueAsString(row.view().parts()))
          .text("cancelled_by", row -> row.view().cancelledBy())
          .number("requested_at_millis", row -> row.view().requestedAtMillis())
          .number("ended_at_millis", row -> row.view().endedAtMillis())
          .number("created_index", Stored::createdIndex)
          .number("log_index", Stored::logIndex)
          .readBy(row -> new Stored<>(view(row), row.number("created_index")));

  private ReplayRows() {}

  static ReplayView view(Columns row) {
    return new ReplayView(
        row.text("replay_id"),
        row.text("what"),
        row.textOrNull("rail"),
        row.numberOrNull("from_block"),
        row.numberOrNull("to_block"),
        row.texts("projections"),
        row.text("requested_by"),
        row.text("reason"),
        row.text("state"),
        JSON.readValue(row.text("parts"), PARTS),
        row.textOrNull("cancelled_by"),
        row.number("requested_at_millis"),
        row.numberOrNull("ended_at_millis"),
        row.number("log_index"));
  }
}

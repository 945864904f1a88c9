package io.holdfast.query.verify;

import io.holdfast.api.replay.ReplayFinding;
import java.util.ArrayList;
import java.util.List;

/** Counts what was looked at of one kind, and keeps the first examples of what is wrong. */
final class Tally {
  private static final int EXAMPLES = 3;

  private final String subject;
  private final List<String> examples = new ArrayList<>();
  private long checked;
  private long different;

  Tally(String subject) {
    this.subject = subject;
  }

  void checked() {
    checked++;
  }

  void require(boolean right, String otherwise, Object... of) {
    if (!right) {
      different++;
      if (examples.size() < EXAMPLES) {
        examples.add(otherwise.formatted(of));
      }
    }
  }

  ReplayFinding finding() {
    return new ReplayFinding(subject, checked, different, String.join("; ", examples));
  }
}

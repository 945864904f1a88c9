package io.holdfast.query.verify;

import io.holdfast.api.replay.ReplayFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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

  void require(boolean right, Supplier<String> otherwise) {
    if (!right) {
      different++;
      if (examples.size() < EXAMPLES) {
        examples.add(otherwise.get());
      }
    }
  }

  ReplayFinding finding() {
    return new ReplayFinding(subject, checked, different, String.join("; ", examples));
  }
}

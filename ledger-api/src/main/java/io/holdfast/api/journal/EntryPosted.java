package io.holdfast.api.journal;

import io.holdfast.api.Event;
import java.util.List;
import org.axonframework.serialization.Revision;

/** Value moved. The whole entry, boundary accounts too; its postings sum to zero per asset. */
@Revision("1")
public record EntryPosted(String entryId, String kind, List<Line> postings, String reference)
    implements Event {
  public EntryPosted {
    postings = List.copyOf(postings);
  }

  /** One posting, in scalars. */
  public record Line(String accountId, String asset, String amount) {}

  @Override
  public String streamId() {
    return entryId;
  }
}

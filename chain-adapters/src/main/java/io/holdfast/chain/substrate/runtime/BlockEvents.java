package io.holdfast.chain.substrate.runtime;

import io.holdfast.chain.substrate.scale.NotScale;
import io.holdfast.chain.substrate.scale.ScaleReader;
import io.holdfast.chain.substrate.scale.Type;
import io.holdfast.chain.substrate.scale.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All events of a block, read by the types of the runtime that ran it. An event that we do not know
 * is read by its type like any other, so what follows it is found. Where the bytes do not fit the
 * types, nothing after them can be found: these bytes are kept.
 *
 * @param events in their order
 * @param unreadable null when all could be read
 */
public record BlockEvents(List<Event> events, @Nullable Unreadable unreadable) {
  /**
   * What could not be read.
   *
   * @param fromEvent the place of the first event that was not read
   * @param hex the bytes from there to the end
   */
  public record Unreadable(int fromEvent, String hex, String reason) {}

  /**
   * @param stored the value of {@code System.Events}
   */
  public static BlockEvents read(Metadata metadata, byte[] stored) {
    int record = elementOf(metadata, metadata.storageType("System", "Events"));
    ScaleReader in = new ScaleReader(stored);
    List<Event> events = new ArrayList<>();
    int start = 0;
    try {
      int count = in.count();
      while (events.size() < count) {
        start = in.position();
        events.add(event(events.size(), metadata.values().read(record, in)));
      }
      return new BlockEvents(List.copyOf(events), null);
    } catch (NotScale e) {
      String rest = HexFormat.of().formatHex(Arrays.copyOfRange(stored, start, stored.length));
      Unreadable unreadable = new Unreadable(events.size(), rest, String.valueOf(e.getMessage()));
      return new BlockEvents(List.copyOf(events), unreadable);
    }
  }

  private static int elementOf(Metadata metadata, int sequence) {
    if (metadata.types().get(sequence).shape() instanceof Type.Sequence(int element)) {
      return element;
    }
    throw new NotScale("System.Events is no sequence");
  }

  /** An {@code EventRecord}: phase, the event within its pallet, topics. */
  private static Event event(int index, Value record) {
    Value.Choice phase = record.field("phase", 0).choice();
    Integer extrinsic =
        phase.variant().equals("ApplyExtrinsic")
            ? phase.fields().values().getFirst().place()
            : null;
    Value.Choice pallet = record.field("event", 1).choice();
    Value.Choice event = pallet.fields().values().getFirst().choice();
    List<String> topics = record.field("topics", 2).items().stream().map(Value::hex).toList();
    return new Event(index, extrinsic, pallet.variant(), event.variant(), event.fields(), topics);
  }
}

package io.holdfast.command.deadletter;

import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.parked.ParkFailure;
import io.holdfast.api.parked.ParkedCommand;
import io.holdfast.api.parked.ParkedId;
import io.holdfast.api.parked.ParkedKind;
import io.holdfast.api.parked.RecordRetryFailed;
import io.holdfast.api.parked.ResolveParked;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the record of what one processor put aside, and does what the record says is due.
 *
 * <p>The law: of each sequence only the first event is recorded and tried. Those behind it failed
 * at nothing; once the first is handled, or discarded by a person, they follow in their order.
 *
 * <p>First the event is handled, then that is recorded. Killed in between, it is gone from the
 * queue and recorded next time. Used by one thread of one process at a time.
 */
final class DeadLetterKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterKeeper.class);
  private static final String ACTOR = "system:dead-letters";
  private static final int MOST_ERROR_CHARACTERS = 500;

  /** How long the record of a retry may take until it is seen here. */
  private static final Duration RECORDING = Duration.ofSeconds(30);

  private final String processor;
  private final SequencedDeadLetterQueue<EventMessage<?>> queue;
  private final SequencedDeadLetterProcessor<EventMessage<?>> handling;
  private final ParkedLetters parked;
  private final CommandGateway commands;
  private final Serializer serializer;
  private final Clock clock;

  DeadLetterKeeper(
      String processor,
      SequencedDeadLetterQueue<EventMessage<?>> queue,
      SequencedDeadLetterProcessor<EventMessage<?>> handling,
      ParkedLetters parked,
      CommandGateway commands,
      Serializer serializer,
      Clock clock) {
    this.processor = processor;
    this.queue = queue;
    this.handling = handling;
    this.parked = parked;
    this.commands = commands;
    this.serializer = serializer;
    this.clock = clock;
  }

  boolean hasSomething() {
    return !parked.of(processor).isEmpty() || queue.amountOfSequences() > 0;
  }

  void work() {
    firstOfEach().values().forEach(this::keep);
    closeWhatIsGone();
  }

  private void keep(DeadLetter<? extends EventMessage<?>> letter) {
    String eventId = letter.message().getIdentifier();
    if (letter.cause().isEmpty()) {
      tryAgain(eventId);
      return;
    }
    Optional<ParkedLetter> known = parked.find(processor, eventId);
    if (known.isEmpty() || !known.get().recorded()) {
      record(letter, letter.cause().get());
    } else if (known.get().discarded()) {
      queue.evict(letter);
    } else if (known.get().isDue(clock.millis())) {
      retry(known.get());
    }
  }

  private void record(DeadLetter<? extends EventMessage<?>> letter, Cause cause) {
    EventMessage<?> event = letter.message();
    String what = event.getPayloadType().getSimpleName();
    ParkedId id = ParkedId.of(processor, what, event.getIdentifier(), null);
    parked.add(processor, event.getIdentifier(), id);
    tell(
        new ParkFailure(
            id,
            ParkedKind.DEAD_LETTER,
            processor,
            what,
            targetOf(event),
            serializer.serialize(event.getPayload(), String.class).getData(),
            shortName(cause),
            words(cause),
            null,
            null,
            clock.instant()));
    parked.find(processor, event.getIdentifier()).ifPresent(parked::recorded);
    LOG.warn("{}: put aside {} of {}: {}", processor, what, targetOf(event), cause.type());
  }

  private void retry(ParkedLetter letter) {
    tryAgain(letter.eventId());
    DeadLetter<? extends EventMessage<?>> still = firstOfEach().get(letter.eventId());
    if (still != null) {
      Cause cause = still.cause().orElseThrow();
      tell(
          new RecordRetryFailed(
              letter.id(), letter.attempts() + 1, shortName(cause), words(cause), clock.instant()));
      parked.pause(letter, clock.millis() + RECORDING.toMillis());
    }
  }

  /** Handles the event, and then those behind it until one fails, which stands first then. */
  private void tryAgain(String eventId) {
    boolean all = handling.process(letter -> letter.message().getIdentifier().equals(eventId));
    LOG.info("{}: tried {} again, {}", processor, eventId, all ? "and all after it" : "in vain");
  }

  /** What stands in the queue no more was handled, or evicted because a person said so. */
  private void closeWhatIsGone() {
    Map<String, DeadLetter<? extends EventMessage<?>>> standing = firstOfEach();
    for (ParkedLetter letter : parked.of(processor)) {
      if (!standing.containsKey(letter.eventId())) {
        tell(new ResolveParked(letter.id(), "handled"));
        parked.remove(letter);
      }
    }
  }

  private Map<String, DeadLetter<? extends EventMessage<?>>> firstOfEach() {
    Map<String, DeadLetter<? extends EventMessage<?>>> firsts = new LinkedHashMap<>();
    for (Iterable<DeadLetter<? extends EventMessage<?>>> sequence : queue.deadLetters()) {
      Iterator<DeadLetter<? extends EventMessage<?>>> letters = sequence.iterator();
      if (letters.hasNext()) {
        DeadLetter<? extends EventMessage<?>> first = letters.next();
        firsts.put(first.message().getIdentifier(), first);
      }
    }
    return firsts;
  }

  private void tell(ParkedCommand command) {
    commands.sendAndWait(new GenericCommandMessage<>(command, Map.of(MetaKeys.ACTOR, ACTOR)));
  }

  private static String targetOf(EventMessage<?> event) {
    return event instanceof DomainEventMessage<?> domain
        ? domain.getAggregateIdentifier()
        : event.getIdentifier();
  }

  private static String shortName(Cause cause) {
    return List.of(cause.type().split("[.$]")).getLast();
  }

  private static String words(Cause cause) {
    String message = String.valueOf(cause.message());
    return message.substring(0, Math.min(message.length(), MOST_ERROR_CHARACTERS));
  }
}

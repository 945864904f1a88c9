-- The one append-only log. log_index is given out by log.append under a lock that is held until
-- commit, so commit order is index order and there is no gap: a cursor is a number.
CREATE TABLE log.event (
  log_index       bigint      NOT NULL,
  event_id        text        NOT NULL,
  aggregate_id    text        NOT NULL,
  aggregate_type  text,
  sequence_number bigint      NOT NULL,
  at              timestamptz NOT NULL,
  type            text        NOT NULL,
  revision        text,
  payload         bytea       NOT NULL,
  metadata        bytea       NOT NULL,
  CONSTRAINT event_pkey PRIMARY KEY (log_index),
  CONSTRAINT event_stream UNIQUE (aggregate_id, sequence_number)
);
COMMENT ON COLUMN log.event.payload IS 'JSON; to look: convert_from(payload, ''UTF8'')::json';

-- Only one session at a time may append: whoever holds this until its transaction ends.
CREATE FUNCTION log.lock() RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(4704961520401);
$$;

-- Appends a batch as a whole, or nothing of it. It is called in autocommit: one round trip, one commit.
--
-- expected_ids and expected_heads say on which heads (last sequence number, -1 for none) the batch
-- was decided. If one differs, nothing is appended, and what it is instead comes back. Each statement
-- of a volatile function sees what was committed before that statement began: therefore the lock
-- stands in a statement of its own, before the heads are read.
CREATE FUNCTION log.append(
  expected_ids text[], expected_heads bigint[],
  event_ids text[], aggregate_ids text[], aggregate_types text[], sequence_numbers bigint[],
  at_micros bigint[], types text[], revisions text[], payloads bytea[], metadatas bytea[],
  OUT last_index bigint, OUT stale_ids text[], OUT stale_heads bigint[])
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM log.lock();

  SELECT array_agg(stale.id), array_agg(stale.head) INTO stale_ids, stale_heads
  FROM (
    SELECT expected.id,
      expected.head AS expected_head,
      coalesce((SELECT e.sequence_number FROM log.event e WHERE e.aggregate_id = expected.id
                ORDER BY e.sequence_number DESC LIMIT 1), -1) AS head
    FROM unnest(expected_ids, expected_heads) AS expected(id, head)
  ) AS stale
  WHERE stale.head <> stale.expected_head;
  IF stale_ids IS NOT NULL THEN
    RETURN;
  END IF;

  SELECT coalesce(max(e.log_index), 0) INTO last_index FROM log.event e;
  IF cardinality(event_ids) = 0 THEN
    RETURN;
  END IF;

  INSERT INTO log.event (log_index, event_id, aggregate_id, aggregate_type, sequence_number, at,
                         type, revision, payload, metadata)
  SELECT last_index + r.n, r.event_id, r.aggregate_id, r.aggregate_type, r.sequence_number,
         timestamptz 'epoch' + r.micros * interval '1 microsecond',
         r.type, r.revision, r.payload, r.metadata
  FROM unnest(event_ids, aggregate_ids, aggregate_types, sequence_numbers, at_micros, types,
              revisions, payloads, metadatas) WITH ORDINALITY
       AS r(event_id, aggregate_id, aggregate_type, sequence_number, micros, type, revision,
            payload, metadata, n);

  last_index := last_index + cardinality(event_ids);
  PERFORM pg_notify('holdfast_log', last_index::text);
END;
$$;

-- The index of an event, when it is known that no other session is about to append it: taking the
-- lock waits for the end of whoever holds it. Null when the event is not in the log.
CREATE FUNCTION log.find(wanted_aggregate text, wanted_sequence bigint, wanted_event text) RETURNS bigint
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM log.lock();
  RETURN (SELECT e.log_index FROM log.event e
          WHERE e.aggregate_id = wanted_aggregate AND e.sequence_number = wanted_sequence
            AND e.event_id = wanted_event);
END;
$$;

-- Axon's tables: where each processor stands, and what it had to park.
CREATE TABLE log.token_entry (
  processorName varchar(255) NOT NULL,
  segment       integer      NOT NULL,
  token         bytea,
  tokenType     varchar(255),
  timestamp     varchar(255),
  owner         varchar(255),
  PRIMARY KEY (processorName, segment)
);

CREATE TABLE log.dead_letter (
  deadLetterIdentifier varchar(255) NOT NULL,
  processingGroup     varchar(255) NOT NULL,
  sequenceIdentifier  varchar(255) NOT NULL,
  sequenceIndex       bigint       NOT NULL,
  messageType         varchar(255) NOT NULL,
  eventIdentifier     varchar(255) NOT NULL,
  timestamp           varchar(255) NOT NULL,
  payloadType         varchar(255) NOT NULL,
  payloadRevision     varchar(255),
  payload             bytea        NOT NULL,
  metaData            bytea,
  type                varchar(255),
  aggregateIdentifier varchar(255),
  sequenceNumber      bigint,
  tokenType           varchar(255),
  token               bytea,
  enqueuedAt          varchar(255) NOT NULL,
  lastTouched         varchar(255),
  processingStarted   varchar(255),
  causeType           varchar(255),
  causeMessage        varchar(1023),
  diagnostics         bytea,
  PRIMARY KEY (deadLetterIdentifier),
  UNIQUE (processingGroup, sequenceIdentifier, sequenceIndex)
);
CREATE INDEX dead_letter_processing_group ON log.dead_letter (processingGroup);
CREATE INDEX dead_letter_sequence ON log.dead_letter (processingGroup, sequenceIdentifier);

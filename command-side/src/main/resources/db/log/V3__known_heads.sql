-- The writer remembers the heads that its last append left, so that they need no second look.
DROP FUNCTION log.append(text[], bigint[], text[], text[], text[], bigint[], bigint[], text[], text[], bytea[], bytea[]);

-- The last sequence number of an aggregate; -1 when it has no events.
CREATE FUNCTION log.head(wanted_aggregate text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT e.sequence_number FROM log.event e WHERE e.aggregate_id = wanted_aggregate
                   ORDER BY e.sequence_number DESC LIMIT 1), -1);
$$;

-- Which of the heads are others than was expected, and what they are instead; null when none is.
CREATE FUNCTION log.stale(expected_ids text[], expected_heads bigint[], to_look_up boolean[],
  OUT stale_ids text[], OUT stale_heads bigint[]) LANGUAGE sql STABLE AS $$
  SELECT array_agg(looked.id), array_agg(looked.head)
  FROM (SELECT expected.id, expected.head AS expected_head, log.head(expected.id) AS head
        FROM unnest(expected_ids, expected_heads, to_look_up) AS expected(id, head, to_look_up)
        WHERE expected.to_look_up) AS looked
  WHERE looked.head <> looked.expected_head;
$$;

-- Appends a batch as a whole, or nothing of it. It is called in autocommit: one round trip, one commit.
--
-- expected_ids and expected_heads say on which heads (last sequence number, -1 for none) the batch
-- was decided. If one differs, nothing is appended, and what it is instead comes back. Each statement
-- of a volatile function sees what was committed before that statement began: therefore the lock
-- stands in a statement of its own, before anything is read.
--
-- Only those heads are looked up that are unknown, as long as the log still ends with known_index: the
-- caller knows the others as of then, and nobody has appended since. Otherwise those that are unsure
-- are. Of an aggregate that the batch begins nobody need be sure: if there is one already, its event 0
-- is there, the insert runs into it, and then all heads are looked up.
CREATE FUNCTION log.append(
  expected_ids text[], expected_heads bigint[], known_index bigint, unknown boolean[], unsure boolean[],
  event_ids text[], aggregate_ids text[], aggregate_types text[], sequence_numbers bigint[],
  at_micros bigint[], types text[], revisions text[], payloads bytea[], metadatas bytea[],
  OUT last_index bigint, OUT stale_ids text[], OUT stale_heads bigint[])
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  to_look_up boolean[];
BEGIN
  PERFORM log.lock();

  SELECT coalesce(max(e.log_index), 0) INTO last_index FROM log.event e;
  to_look_up := CASE WHEN last_index = known_index THEN unknown ELSE unsure END;
  IF true = ANY (to_look_up) THEN
    SELECT s.stale_ids, s.stale_heads INTO stale_ids, stale_heads
    FROM log.stale(expected_ids, expected_heads, to_look_up) s;
    IF stale_ids IS NOT NULL THEN
      RETURN;
    END IF;
  END IF;

  IF cardinality(event_ids) = 0 THEN
    RETURN;
  END IF;

  BEGIN
    INSERT INTO log.event (log_index, event_id, aggregate_id, aggregate_type, sequence_number, at,
                           type, revision, payload, metadata)
    SELECT last_index + r.n, r.event_id, r.aggregate_id, r.aggregate_type, r.sequence_number,
           timestamptz 'epoch' + r.micros * interval '1 microsecond',
           r.type, r.revision, r.payload, r.metadata
    FROM unnest(event_ids, aggregate_ids, aggregate_types, sequence_numbers, at_micros, types,
                revisions, payloads, metadatas) WITH ORDINALITY
         AS r(event_id, aggregate_id, aggregate_type, sequence_number, micros, type, revision,
              payload, metadata, n);
  EXCEPTION WHEN unique_violation THEN
    SELECT s.stale_ids, s.stale_heads INTO stale_ids, stale_heads
    FROM log.stale(expected_ids, expected_heads, array_fill(true, ARRAY[cardinality(expected_ids)])) s;
    IF stale_ids IS NULL THEN
      RAISE;
    END IF;
    RETURN;
  END;

  last_index := last_index + cardinality(event_ids);
  PERFORM pg_notify('holdfast_log', last_index::text);
END;
$$;

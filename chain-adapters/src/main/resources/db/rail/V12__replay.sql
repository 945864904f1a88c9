-- The replays of a rail's blocks that have not ended, folded from their events, and how far each is. One row of a
-- rail is under way at a time.
CREATE TABLE rail.replay (
  replay_id     text    PRIMARY KEY,
  number        bigint  GENERATED ALWAYS AS IDENTITY,
  rail          text    NOT NULL,
  -- Both ends are in it; null until it begins where none was named.
  from_height   bigint,
  to_height     bigint,
  cancelled     boolean NOT NULL DEFAULT false,
  -- The block that is read next; null until it begins. Moves last.
  next_height   bigint,
  -- The block whose facts the tally counts already, though it may not have been told yet.
  stored_height bigint,
  -- What was found so far, as JSON.
  tally         text    NOT NULL
);
CREATE INDEX replay_rail ON rail.replay (rail, number);

-- What a Substrate chain said and could not be read was parked with a word that is no error code.
UPDATE rail.parked SET error_code = 'MALFORMED_REQUEST' WHERE error_code = 'UNREADABLE';

-- What the ledger refused is tried again by the rail, at times that the ledger's record of it sets.
ALTER TABLE rail.parked
  ADD COLUMN transaction    text,
  -- Its id in the log; null until the ledger was told of it. Rows from before are told of too.
  ADD COLUMN parked_id      text UNIQUE,
  ADD COLUMN recorded       boolean NOT NULL DEFAULT false,
  ADD COLUMN attempts       integer NOT NULL DEFAULT 0,
  -- When it is tried again; null while it waits for a person.
  ADD COLUMN next_at_millis bigint,
  -- A person decided against it: the row stays, so that the same is not parked again.
  ADD COLUMN discarded      boolean NOT NULL DEFAULT false;
CREATE INDEX parked_due ON rail.parked (rail, next_at_millis) WHERE next_at_millis IS NOT NULL;
CREATE INDEX parked_unrecorded ON rail.parked (rail, id) WHERE NOT recorded;

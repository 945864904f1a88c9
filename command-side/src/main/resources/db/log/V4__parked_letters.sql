-- Events that a processor could not handle and put aside, as the record of what is parked knows them. The events themselves, and those
-- that wait behind them, are in log.dead_letter.
CREATE TABLE log.parked_letter (
  parked_id       text    PRIMARY KEY,
  processor       text    NOT NULL,
  event_id        text    NOT NULL,
  -- Whether the log was told of it.
  recorded        boolean NOT NULL DEFAULT false,
  attempts        integer NOT NULL DEFAULT 0,
  -- When it is tried again; null while it waits for a person.
  next_at_millis  bigint,
  -- A person decided against it: what waits behind it goes on without it.
  discarded       boolean NOT NULL DEFAULT false,
  UNIQUE (processor, event_id)
);

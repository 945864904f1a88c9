-- The rails that an administrator paused, as the log says; a row goes when its rail is resumed.
CREATE TABLE rail.pause (
  rail   text PRIMARY KEY,
  reason text NOT NULL
);

-- Blocks of our chain whose facts were stored once more and are not all told yet: whoever is stopped
-- in the middle ends it before the next step.
CREATE TABLE rail.again (
  rail text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (rail, hash)
);

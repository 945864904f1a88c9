-- The simulated chain of the sandbox. It lies beside the ledger that followed it, so that the two
-- can never be restored, copied or emptied apart. Blocks are only ever added.

CREATE TABLE rail.sandbox_block (
  sequence bigint PRIMARY KEY,          -- the order in which blocks were mined, over all branches
  hash     text   NOT NULL UNIQUE,
  bytes    bytea  NOT NULL              -- header and transactions as they go over the wire
);

-- The newest block of the best branch; the branch is found by following parents.
CREATE TABLE rail.sandbox_tip (
  one     boolean PRIMARY KEY CHECK (one),
  version bigint  NOT NULL,             -- counts changes: a program that is behind notices
  hash    text    NOT NULL REFERENCES rail.sandbox_block (hash)
);

-- What waits to be mined.
CREATE TABLE rail.sandbox_waiting (
  place              integer PRIMARY KEY, -- each stands after those it depends on
  txid               text    NOT NULL UNIQUE,
  bytes              bytea   NOT NULL,
  entered_at_seconds bigint  NOT NULL
);

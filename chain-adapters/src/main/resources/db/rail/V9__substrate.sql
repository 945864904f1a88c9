-- Accounts without a key of their own that take deposits on a Substrate chain, by the numbers they
-- are derived by.
CREATE TABLE rail.derived_account (
  rail         text    NOT NULL,
  account      text    NOT NULL,
  number       integer NOT NULL,
  -- The newest block of our chain that moved all it held to the treasury; null where none did, or
  -- that block lost its place.
  swept_height bigint,
  swept_hash   text,
  PRIMARY KEY (rail, account),
  UNIQUE (rail, number)
);
CREATE INDEX derived_account_swept ON rail.derived_account (rail, swept_hash)
  WHERE swept_hash IS NOT NULL;
CREATE INDEX payment_reference ON rail.payment (rail, reference) WHERE reference IS NOT NULL;

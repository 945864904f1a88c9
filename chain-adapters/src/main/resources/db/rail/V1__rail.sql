-- What the adapters know of their chains. Facts of blocks are kept for ever: a block that lost its
-- place is marked, never deleted. Heights, hashes and amounts are the chain's own.

CREATE TABLE rail.cursor (
  rail         text   PRIMARY KEY,
  genesis      text   NOT NULL,
  -- The block up to which everything was taken in; null before the first. Moves last.
  height       bigint,
  hash         text,
  -- The greatest height that ever became final. Never shrinks.
  final_height bigint NOT NULL
);

CREATE TABLE rail.block (
  rail            text   NOT NULL,
  hash            text   NOT NULL,
  height          bigint NOT NULL,
  parent_hash     text   NOT NULL,
  mined_at_millis bigint NOT NULL,
  -- PENDING: its facts are stored, not all of them told to the ledger. APPLIED: below the cursor.
  -- LEAVING: the cursor's own block, of which the ledger may have heard that it lost its place.
  state           text   NOT NULL CHECK (state IN ('PENDING', 'APPLIED', 'LEAVING', 'ORPHANED')),
  PRIMARY KEY (rail, hash)
);
CREATE UNIQUE INDEX block_chain ON rail.block (rail, height) WHERE state <> 'ORPHANED';

-- The account whose addresses these are; another key file is refused.
CREATE TABLE rail.account_key (
  rail                text PRIMARY KEY,
  extended_public_key text NOT NULL
);

CREATE TABLE rail.key_index (
  rail   text    NOT NULL,
  branch integer NOT NULL,
  next   integer NOT NULL,
  PRIMARY KEY (rail, branch)
);

-- Every address ever derived, and for whom: a deposit request, or a withdrawal's change.
CREATE TABLE rail.address (
  rail      text    NOT NULL,
  address   text    NOT NULL,
  branch    integer NOT NULL,
  key_index integer NOT NULL,
  owner_id  text    NOT NULL,
  PRIMARY KEY (rail, address),
  UNIQUE (rail, branch, key_index),
  UNIQUE (rail, owner_id)
);

-- Every output to one of our addresses that was ever seen, spent or not.
CREATE TABLE rail.utxo (
  rail           text           NOT NULL,
  txid           text           NOT NULL,
  vout           integer        NOT NULL,
  address        text           NOT NULL,
  amount         numeric(78, 0) NOT NULL,
  coinbase       boolean        NOT NULL,
  finality_depth integer        NOT NULL,
  seen_at_millis bigint         NOT NULL,
  -- The block of our chain that holds it; null while it waits to be mined.
  height         bigint,
  block_hash     text,
  -- The transaction of our chain that spent it.
  spent_by       text,
  spent_height   bigint,
  spent_hash     text,
  -- Another transaction that spent what this one would have spent.
  replaced_by    text,
  -- The block of our chain that holds the other one; null while that waits to be mined.
  replaced_height bigint,
  replaced_hash  text,
  -- What the ledger was told while it was not in a block.
  told_waiting   boolean        NOT NULL DEFAULT false,
  told_replaced  boolean        NOT NULL DEFAULT false,
  -- The withdrawal that will spend it, and no other.
  reserved_by    text,
  PRIMARY KEY (rail, txid, vout),
  FOREIGN KEY (rail, address) REFERENCES rail.address
);
CREATE INDEX utxo_block ON rail.utxo (rail, block_hash);
CREATE INDEX utxo_height ON rail.utxo (rail, height);
CREATE INDEX utxo_spent ON rail.utxo (rail, spent_hash) WHERE spent_hash IS NOT NULL;
CREATE INDEX utxo_unspent ON rail.utxo (rail, amount) WHERE spent_by IS NULL;
CREATE INDEX utxo_untold ON rail.utxo (rail) WHERE block_hash IS NULL AND NOT told_waiting;
CREATE INDEX utxo_replaced ON rail.utxo (rail) WHERE replaced_by IS NOT NULL AND NOT told_replaced;
CREATE INDEX utxo_replaced_in ON rail.utxo (rail, replaced_hash) WHERE replaced_hash IS NOT NULL;
CREATE INDEX utxo_reserved ON rail.utxo (rail, reserved_by) WHERE reserved_by IS NOT NULL;

-- What the transactions that pay us spend, so that we see when another one spends the same.
CREATE TABLE rail.tx_input (
  rail      text    NOT NULL,
  prev_txid text    NOT NULL,
  prev_vout integer NOT NULL,
  txid      text    NOT NULL,
  PRIMARY KEY (rail, prev_txid, prev_vout, txid)
);

-- Withdrawals as the payout worker sees them, folded from their events, and what only it knows.
CREATE TABLE rail.payout (
  withdrawal_id  text           PRIMARY KEY,
  number         bigint         GENERATED ALWAYS AS IDENTITY,
  rail           text           NOT NULL,
  asset          text           NOT NULL,
  amount         numeric(78, 0) NOT NULL,
  destination    text           NOT NULL,
  finality_depth integer        NOT NULL,
  state          text           NOT NULL,
  -- The plan: with the coins reserved for it, it decides the bytes.
  fee            numeric(78, 0),
  change         numeric(78, 0),
  -- The bytes, from the log.
  txid           text,
  signed_hex     text,
  sent_at_millis bigint,
  -- The block of our chain that holds it.
  height         bigint,
  block_hash     text,
  -- Why it waits, written for people.
  detail         text
);
CREATE INDEX payout_open ON rail.payout (rail, number) WHERE state IN ('APPROVED', 'SIGNED', 'BROADCAST');
CREATE INDEX payout_txid ON rail.payout (rail, txid) WHERE txid IS NOT NULL;
CREATE INDEX payout_height ON rail.payout (rail, height) WHERE height IS NOT NULL;

-- What the ledger refused to take in, kept for a person.
CREATE TABLE rail.parked (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rail             text   NOT NULL,
  command          text   NOT NULL,
  target           text   NOT NULL,
  payload          jsonb  NOT NULL,
  error_code       text   NOT NULL,
  error            text   NOT NULL,
  height           bigint,
  block_hash       text,
  parked_at_millis bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (rail, command, target, block_hash)
);

-- What the rails of chains with accounts have in common (Polkadot, Stellar): payments that are told
-- apart by a reference, one account that pays, and the numbers of the transactions it sends.

-- What a payer says so that we know for whom a payment is: given out once, never taken back.
CREATE TABLE rail.reference (
  rail      text NOT NULL,
  reference text NOT NULL,
  owner_id  text NOT NULL,
  PRIMARY KEY (rail, reference),
  UNIQUE (rail, owner_id)
);

-- Every payment to us that was ever seen in a block.
CREATE TABLE rail.payment (
  rail           text           NOT NULL,
  transaction    text           NOT NULL,
  output         bigint         NOT NULL,
  -- What the payer said, and for whom that was given out; null where it is nobody we know.
  reference      text,
  request_id     text,
  payer          text,
  asset          text           NOT NULL,
  amount         numeric(78, 0) NOT NULL,
  finality_depth integer        NOT NULL,
  seen_at_millis bigint         NOT NULL,
  -- The block of our chain that holds it; null when its block lost its place.
  height         bigint,
  block_hash     text,
  PRIMARY KEY (rail, transaction, output)
);
CREATE INDEX payment_block ON rail.payment (rail, block_hash) WHERE block_hash IS NOT NULL;
CREATE INDEX payment_height ON rail.payment (rail, height) WHERE height IS NOT NULL;

-- The account that pays; the key of another one is refused.
CREATE TABLE rail.sender (
  rail           text PRIMARY KEY,
  address        text NOT NULL,
  -- The first number that we may give out: the account's own, when we first paid.
  first_sequence bigint
);

-- Every transaction of that account that was ever seen in a block, ours and any other.
CREATE TABLE rail.sent (
  rail        text           NOT NULL,
  transaction text           NOT NULL,
  sequence    bigint         NOT NULL,
  succeeded   boolean        NOT NULL,
  fee         numeric(78, 0) NOT NULL,
  -- The block of our chain that holds it; null when its block lost its place.
  height      bigint,
  block_hash  text,
  PRIMARY KEY (rail, transaction)
);
CREATE INDEX sent_block ON rail.sent (rail, block_hash) WHERE block_hash IS NOT NULL;
CREATE INDEX sent_sequence ON rail.sent (rail, sequence);

-- A payout's plan: with its number, it decides the bytes.
ALTER TABLE rail.payout
  ADD COLUMN sequence bigint,
  ADD COLUMN unsigned text,
  ADD COLUMN most_fee numeric(78, 0);
CREATE UNIQUE INDEX payout_sequence ON rail.payout (rail, sequence) WHERE sequence IS NOT NULL;

-- What contracts that concern us emitted. One in a block that lost its place stays, and says so.
CREATE TABLE rail.contract_event (
  rail        text    NOT NULL,
  block_hash  text    NOT NULL,
  -- Its place among all events of the block.
  position    bigint  NOT NULL,
  height      bigint  NOT NULL,
  transaction text    NOT NULL,
  contract    text    NOT NULL,
  -- What names the event on the chain; null where nothing does.
  topic       text,
  -- As the chain has it.
  raw         jsonb   NOT NULL,
  -- What it means, where we know its form.
  name        text,
  content     jsonb,
  -- Why we cannot tell, where it should have a form that we know; it is parked too.
  problem     text,
  -- False when its block lost its place.
  standing    boolean NOT NULL DEFAULT true,
  PRIMARY KEY (rail, block_hash, position)
);
CREATE INDEX contract_event_contract ON rail.contract_event (rail, contract, height, position);
CREATE INDEX contract_event_transaction ON rail.contract_event (rail, transaction);

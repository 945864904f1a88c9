-- Orders by mobile money, and what the oracle has the escrow contract record of them: one payment of each at most.
CREATE TABLE rail.offchain_record (
  rail        text           NOT NULL,
  order_id    text           NOT NULL,
  number      bigint         GENERATED ALWAYS AS IDENTITY,
  -- How the contract names the order: keccak-256 of its id.
  order_key   text           NOT NULL,
  asset       text           NOT NULL,
  price       numeric(78, 0) NOT NULL,
  -- The payment that is certain, as mobile money moved it; null before there is one.
  payment_id  text,
  currency    text,
  amount      numeric(78, 0),
  -- EXPECTED: nothing is certain. CERTAIN: a payment is. COUNTED: the order counts it, and it is exactly the price.
  -- WAITING: it paid the order, and is to be recorded. SIGNED: bytes that record it are stored. RECORDED: the order was
  -- told. REFUSED: it cannot be; a person looks.
  state       text           NOT NULL,
  -- Of the oracle's transactions that are to record it.
  nonce       bigint,
  -- Why it waits or was refused, written for people.
  detail      text,
  PRIMARY KEY (rail, order_id),
  UNIQUE (rail, order_key),
  UNIQUE (rail, payment_id),
  UNIQUE (rail, nonce)
);
CREATE INDEX offchain_record_open ON rail.offchain_record (rail, number) WHERE state IN ('WAITING', 'SIGNED');

-- All that was ever signed to record them, stored before it is sent. Those of one nonce take each other's place: one at
-- most is ever in a block.
CREATE TABLE rail.offchain_transaction (
  rail             text           NOT NULL,
  transaction      text           NOT NULL,
  order_id         text           NOT NULL,
  number           bigint         GENERATED ALWAYS AS IDENTITY,
  nonce            bigint         NOT NULL,
  gas_limit        numeric(78, 0) NOT NULL,
  tip              numeric(78, 0) NOT NULL,
  max_fee          numeric(78, 0) NOT NULL,
  signed_hex       text           NOT NULL,
  signed_at_millis bigint         NOT NULL,
  sent_at_millis   bigint,
  PRIMARY KEY (rail, transaction),
  FOREIGN KEY (rail, order_id) REFERENCES rail.offchain_record
);
CREATE INDEX offchain_transaction_order ON rail.offchain_transaction (rail, order_id, number);

-- The oracle's account, and how it was when it was looked at last.
CREATE TABLE rail.oracle (
  rail             text   PRIMARY KEY,
  address          text   NOT NULL,
  next_nonce       bigint NOT NULL DEFAULT 0,
  balance          numeric(78, 0),
  -- Why it cannot record, or soon cannot, written for people.
  problem          text
);

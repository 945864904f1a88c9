-- Orders whose money a contract keeps, as the rail must know them to understand the contract.
CREATE TABLE rail.contract_order (
  rail          text    NOT NULL,
  -- How the contract names it: keccak-256 of the order's id.
  order_key     text    NOT NULL,
  order_id      text    NOT NULL,
  asset         text    NOT NULL,
  price         numeric NOT NULL,
  buyer_id      text    NOT NULL,
  seller_id     text    NOT NULL,
  -- The wallet from which it was opened; null before that is final.
  buyer_address text,
  -- Nothing was heard for long, or somebody doubts: the contract is to be asked.
  asked         boolean NOT NULL DEFAULT false,
  PRIMARY KEY (rail, order_key),
  UNIQUE (rail, order_id)
);
CREATE INDEX contract_order_asked ON rail.contract_order (rail) WHERE asked;

-- Whose a wallet is.
CREATE TABLE rail.contract_party (
  address text PRIMARY KEY,
  user_id text NOT NULL
);
CREATE INDEX contract_party_user ON rail.contract_party (user_id);

-- Whether an event was told to its order, or parked. Only what is final is.
ALTER TABLE rail.contract_event ADD COLUMN followed boolean NOT NULL DEFAULT false;
CREATE INDEX contract_event_unfollowed ON rail.contract_event (rail, contract, height, position)
  WHERE standing AND NOT followed;
CREATE INDEX contract_event_order ON rail.contract_event (rail, (content ->> 'order'))
  WHERE content ->> 'order' IS NOT NULL;

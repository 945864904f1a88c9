-- What an account had before the first block that we followed, and where chain and facts agreed last. Written
-- once for each asset: a later difference is never taken for something that was there before.
CREATE TABLE rail.baseline (
  rail          text           NOT NULL,
  asset         text           NOT NULL,
  amount        numeric(78, 0) NOT NULL,
  -- The block after which the chain was asked; what we followed up to it is not in the amount.
  height        bigint         NOT NULL,
  hash          text           NOT NULL,
  -- Up to here nothing was missed. Final, so that no block below comes in again by another branch.
  agreed_height bigint         NOT NULL,
  PRIMARY KEY (rail, asset)
);

-- What transactions of our account moved out of it that are none of our payouts, without their fees.
CREATE TABLE rail.spent_elsewhere (
  rail        text           NOT NULL,
  transaction text           NOT NULL,
  asset       text           NOT NULL,
  amount      numeric(78, 0) NOT NULL,
  PRIMARY KEY (rail, transaction, asset),
  FOREIGN KEY (rail, transaction) REFERENCES rail.sent
);

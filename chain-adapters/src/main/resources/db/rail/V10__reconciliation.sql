-- Who waits for a comparison of chain and ledger; any process may hear of it, and the rail's own acts.
CREATE TABLE rail.reconciliation_wish (
  rail  text NOT NULL,
  asset text NOT NULL,
  PRIMARY KEY (rail, asset)
);

-- The simulated Stellar ledgers of the sandbox, beside the ledger that followed them. Only ever added.

CREATE TABLE rail.sandbox_ledger (
  sequence           bigint PRIMARY KEY,
  close_time_seconds bigint NOT NULL,
  transactions       text   NOT NULL  -- signed envelopes as they go over the wire (Base64), a blank between two
);

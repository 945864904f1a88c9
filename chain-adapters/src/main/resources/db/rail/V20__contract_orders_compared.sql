-- Orders that are over are not compared with their contract any more; one that was opened is asked
-- for in the contract that it was opened in.
ALTER TABLE rail.contract_order
  ADD COLUMN over boolean NOT NULL DEFAULT false,
  ADD COLUMN contract text,
  -- Since when an answer is waited for, also if it is that there is nothing.
  ADD COLUMN asked_at timestamptz;

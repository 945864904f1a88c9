-- Orders that are over are not compared with their contract any more.
ALTER TABLE rail.contract_order ADD COLUMN over boolean NOT NULL DEFAULT false;

-- What contracts said, read in the order of the chain.
CREATE INDEX contract_event_height ON rail.contract_event (rail, height, position, block_hash);

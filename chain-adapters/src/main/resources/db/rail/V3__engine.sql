-- The node's head as it was seen last. It says how far behind the cursor is, and decides nothing.
ALTER TABLE rail.cursor
  ADD COLUMN head_height bigint,
  ADD COLUMN head_seen_at_millis bigint;

-- Where a node's chain leaves ours past finality: there while the rail is frozen for it, or while
-- our blocks are taken back down to it because an administrator decided so.
CREATE TABLE rail.fork (
  rail         text    PRIMARY KEY,
  -- The last block that both chains have.
  meets_height bigint  NOT NULL,
  meets_hash   text    NOT NULL,
  -- The node's block on top of it.
  branch_hash  text    NOT NULL,
  accepted     boolean NOT NULL
);

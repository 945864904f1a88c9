-- Rails of a database that was put back from a backup (ADR 0043). What was approved may have been paid in the time that
-- is lost: nothing is signed before an administrator resumes the rail.
CREATE TABLE rail.payout_hold (
  rail         text   PRIMARY KEY,
  since_millis bigint NOT NULL
);

-- Keys that may have been given out in the time that is lost, nobody knows to whom. They are given to nobody else; once
-- their addresses are known the row goes.
CREATE TABLE rail.lost_key (
  rail   text    NOT NULL,
  branch integer NOT NULL,
  first  integer NOT NULL,
  past   integer NOT NULL,          -- the first that is not lost
  PRIMARY KEY (rail, branch, first)
);

-- The index of events: one row for each event of the log, with what it is searched by. Texts are kept as 64 bits of their SHA-256
-- (io.holdfast.query.audit.Term): an index of them is a third as large, and what is found is compared with the log itself before it is
-- shown. See ADR 0041 for what was measured.
create table audit.event_index (
  log_index      bigint primary key,
  at_micros      bigint not null,
  event_id       bigint not null,
  type           bigint not null,
  aggregate_id   bigint not null,
  actor          bigint,
  correlation_id bigint,
  causation_id   bigint,
  cause          bigint,
  rail           bigint,
  height         bigint,
  transaction    bigint
);
create index event_index_type on audit.event_index (type, log_index);
create index event_index_aggregate on audit.event_index (aggregate_id, log_index);
create index event_index_actor on audit.event_index (actor, log_index);
create index event_index_correlation on audit.event_index (correlation_id, log_index);
create index event_index_causation on audit.event_index (causation_id, log_index);
create index event_index_event on audit.event_index (event_id);
create index event_index_cause on audit.event_index (cause, log_index) where cause is not null;
create index event_index_rail on audit.event_index (rail, log_index) where rail is not null;
create index event_index_height on audit.event_index (height, log_index) where height is not null;
create index event_index_transaction on audit.event_index (transaction, log_index) where transaction is not null;

-- Which part of the log has events of a minute. Times hardly ever go back, so that a time is a short range of indices.
create table audit.minute (
  minute      bigint primary key,
  first_index bigint not null,
  last_index  bigint not null
);

-- How far the index of events is.
create table audit.event_index_progress (
  one       boolean primary key default true check (one),
  log_index bigint not null
);
insert into audit.event_index_progress (log_index) values (0);

-- What failed and is kept for another try or for a person. It belongs to nobody: owner_id is always null, so that
-- only those who see everybody's rows see these.
create table view.parked (
  parked_id text primary key,
  owner_id text check (owner_id is null),
  kind text not null,
  source text not null,
  what text not null,
  target text not null,
  payload text not null,
  error_code text not null,
  error text not null,
  height bigint,
  block_hash text,
  transaction text,
  state text not null,
  attempts bigint not null,
  next_retry_at_millis bigint,
  decided_by text,
  detail text,
  parked_at_millis bigint not null,
  changed_at_millis bigint not null,
  created_index bigint not null,
  log_index bigint not null
);
create index parked_list on view.parked (created_index, parked_id);
create index parked_state_list on view.parked (state, created_index, parked_id);
create index parked_stream on view.parked (log_index);

-- Replays: what was asked for, how far each part is, and what it found.
create table view.replay (
  replay_id text primary key,
  owner_id text check (owner_id is null),
  what text not null,
  rail text,
  from_block bigint,
  to_block bigint,
  projections text[] not null,
  requested_by text not null,
  reason text not null,
  state text not null,
  parts text not null,
  cancelled_by text,
  requested_at_millis bigint not null,
  ended_at_millis bigint,
  created_index bigint not null,
  log_index bigint not null
);
comment on column view.replay.parts is 'JSON';
create index replay_list on view.replay (created_index, replay_id);
create index replay_stream on view.replay (log_index);

-- The replays of the read model that this side has to do, kept apart from the views: they are what brings views
-- back that have stopped, so they must not wait for them. One row is under way at a time.
create table view.rebuild (
  replay_id text primary key,
  number bigint generated always as identity,
  projections text not null,
  cancelled boolean not null default false,
  -- JSON, written in the transaction that exchanges the views: only the end has still to be told.
  findings text
);

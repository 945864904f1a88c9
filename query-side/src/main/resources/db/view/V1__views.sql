-- The read model: what the processor 'views' makes of the log. It can be thrown away and rebuilt.
--
-- log_index      the last event that changed the row; streams go by it. A row ignores events at or below it.
-- created_index  the event that made the row; lists go by it (newest first), for it never changes under a reader.
-- owner_id       whose row it is; null for boundary accounts and what came in for nobody.

create table view.progress (
  only_row boolean primary key default true check (only_row),
  log_index bigint not null
);
comment on table view.progress is 'Every event up to this index is reflected in every table of this schema.';
insert into view.progress (log_index) values (0);

create table view.account (
  account_id text primary key,
  owner_id text,
  label text not null,
  destinations text[] not null,
  created_index bigint not null,
  log_index bigint not null
);
create index account_list on view.account (created_index, account_id);
create index account_stream on view.account (log_index);
-- An owner has few accounts: this serves lists too, and every posting pays for every index here.
create index account_owner_stream on view.account (owner_id, log_index);

create table view.balance (
  account_id text not null,
  asset text not null,
  posted numeric(78, 0) not null,
  held numeric(78, 0) not null,
  log_index bigint not null,
  primary key (account_id, asset)
);

-- A line has two halves, the entry's and the account's, which are different events of one append. It is shown
-- once both are there: log_index is then the later of the two, and the line never changes again.
create table view.journal_line (
  account_id text not null,
  entry_id text not null,
  asset text not null,
  owner_id text,
  amount numeric(78, 0) not null,
  kind text,
  reference text,
  counterparties text,
  at_millis bigint,
  posted_after numeric(78, 0),
  complete boolean not null,
  log_index bigint not null,
  primary key (account_id, entry_id, asset)
);
create index journal_line_stream on view.journal_line (account_id, log_index) where complete;

create table view.deposit_request (
  request_id text primary key,
  account_id text not null,
  owner_id text not null,
  rail text not null,
  asset text not null,
  address text not null,
  expected numeric(78, 0),
  received numeric(78, 0) not null,
  outcome text not null,
  created_at_millis bigint not null,
  expires_at_millis bigint not null,
  created_index bigint not null,
  log_index bigint not null
);
create index deposit_request_list on view.deposit_request (created_index, request_id);
create index deposit_request_owner_list on view.deposit_request (owner_id, created_index, request_id);
create index deposit_request_stream on view.deposit_request (log_index);
create index deposit_request_owner_stream on view.deposit_request (owner_id, log_index);

create table view.deposit (
  deposit_id text primary key,
  request_id text not null,
  account_id text not null,
  owner_id text,
  rail text not null,
  transaction text not null,
  output bigint not null,
  asset text not null,
  amount numeric(78, 0) not null,
  state text not null,
  confirmations bigint not null,
  credit_depth_blocks integer not null,
  finality_depth_blocks integer not null,
  height bigint,
  block_hash text,
  detail text,
  seen_at_millis bigint not null,
  created_index bigint not null,
  log_index bigint not null
);
create index deposit_list on view.deposit (created_index, deposit_id);
create index deposit_owner_list on view.deposit (owner_id, created_index, deposit_id);
create index deposit_request_deposits on view.deposit (request_id, created_index, deposit_id);
create index deposit_stream on view.deposit (log_index);
create index deposit_owner_stream on view.deposit (owner_id, log_index);

create table view.withdrawal (
  withdrawal_id text primary key,
  account_id text not null,
  owner_id text not null,
  rail text not null,
  asset text not null,
  amount numeric(78, 0) not null,
  fee numeric(78, 0) not null,
  destination text not null,
  state text not null,
  requested_by text not null,
  approvals_needed integer not null,
  approvers text[] not null,
  transaction text,
  chain_fee numeric(78, 0),
  confirmations bigint not null,
  finality_depth_blocks integer not null,
  height bigint,
  detail text,
  requested_at_millis bigint not null,
  created_index bigint not null,
  log_index bigint not null
);
create index withdrawal_list on view.withdrawal (created_index, withdrawal_id);
create index withdrawal_owner_list on view.withdrawal (owner_id, created_index, withdrawal_id);
create index withdrawal_state_list on view.withdrawal (state, created_index, withdrawal_id);
create index withdrawal_stream on view.withdrawal (log_index);
create index withdrawal_owner_stream on view.withdrawal (owner_id, log_index);

-- A handful of rows: no index but the key.
create table view.rail (
  rail text primary key,
  state text not null,
  reason text not null,
  height bigint not null,
  hash text not null,
  head_height bigint not null,
  mined_at_millis bigint not null,
  changed_at_millis bigint not null,
  orphaned_blocks bigint not null,
  created_index bigint not null,
  log_index bigint not null
);

-- Chain and ledger beside each other, as they were last compared. A list is one text a line, 'name=value'.
create table view.reconciliation (
  rail text not null,
  asset text not null,
  height bigint,
  hash text,
  ledger_index bigint,
  chain_holds numeric(78, 0),
  ledger_owes numeric(78, 0),
  lines text[] not null,
  of_which text[] not null,
  unexplained numeric(78, 0),
  open_cases bigint not null,
  compared_at_millis bigint,
  agreed_height bigint,
  agreed_at_millis bigint,
  requested_at_millis bigint,
  postponed text,
  created_index bigint not null,
  log_index bigint not null,
  primary key (rail, asset)
);

create table view.reconciliation_case (
  case_id text primary key,
  rail text not null,
  asset text not null,
  kind text not null,
  subject text not null,
  state text not null,
  height bigint not null,
  hash text not null,
  ledger_index bigint not null,
  expected numeric(78, 0) not null,
  found numeric(78, 0) not null,
  evidence text[] not null,
  repair text,
  explained_by text,
  explanation text,
  closed_height bigint,
  opened bigint not null,
  opened_at_millis bigint not null,
  changed_at_millis bigint not null,
  created_index bigint not null,
  log_index bigint not null
);
create index reconciliation_case_list on view.reconciliation_case (created_index, case_id);
create index reconciliation_case_state_list on view.reconciliation_case (state, created_index, case_id);
create index reconciliation_case_stream on view.reconciliation_case (log_index);

-- What the chain may have and the ledger not yet, or no more: few rows beside all that are done.
create index deposit_in_flight on view.deposit (rail, asset, deposit_id)
  where state not in ('CREDITED', 'FINAL');
create index withdrawal_in_flight on view.withdrawal (rail, asset, withdrawal_id)
  where state in ('SIGNED', 'BROADCAST', 'CONFIRMING');

-- What an administrator set while the ledger ran; an asset without a row goes out as configured.
create table view.withdrawal_policy (
  asset text primary key,
  fee numeric(78, 0) not null,
  minimum numeric(78, 0) not null,
  max_per_withdrawal numeric(78, 0) not null,
  max_per_day numeric(78, 0) not null,
  approval_threshold numeric(78, 0) not null,
  approvals bigint not null,
  set_at_millis bigint not null,
  log_index bigint not null
);

-- For those who have a chain's transaction and ask what it is to us.
create index deposit_transaction on view.deposit (transaction);
create index withdrawal_transaction on view.withdrawal (transaction) where transaction is not null;

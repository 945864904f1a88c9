-- Reports of solvency, as the processor 'solvency' keeps them, and the trees that prove them. A published report stays in the log for ever;
-- its tree is let go when newer ones are there.
create table audit.solvency_report (
  report_id text primary key,
  requested_at_millis bigint not null,
  requested_by text not null,
  -- JSON, written with the tree; published next.
  positions text,
  published_at_millis bigint,
  log_index bigint
);
create index solvency_report_newest on audit.solvency_report (requested_at_millis desc, report_id desc);

create table audit.solvency_leaf (
  report_id text not null references audit.solvency_report on delete cascade,
  asset text not null,
  account_id text not null,
  position integer not null,
  amount numeric(78, 0) not null check (amount >= 0),
  nonce bytea not null,
  primary key (report_id, asset, account_id)
);

create table audit.solvency_node (
  report_id text not null references audit.solvency_report on delete cascade,
  asset text not null,
  level smallint not null,
  position integer not null,
  amount numeric(97, 0) not null,
  hash bytea not null,
  primary key (report_id, asset, level, position)
);

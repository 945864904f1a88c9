-- People. What is said of them is sealed (ADR 0024).
create table view.person (
  user_id text primary key,
  owner_id text not null check (owner_id = user_id),
  name text,
  email text,
  email_verified_at_millis bigint,
  roles text[] not null,
  wallets text[] not null,
  state text not null,
  locked_until_millis bigint not null,
  registered_at_millis bigint not null,
  last_sign_in_at_millis bigint,
  created_index bigint not null,
  log_index bigint not null
);
create index person_list on view.person (created_index, user_id);

-- Sessions of those who have shown who they are; a challenge that nobody answered is none.
create table view.session (
  session_id text primary key,
  owner_id text not null,
  method text not null,
  state text not null,
  permissions text[] not null,
  address text,
  user_agent text,
  created_at_millis bigint not null,
  last_activity_at_millis bigint not null,
  expires_at_millis bigint not null,
  lifetime_ends_at_millis bigint not null,
  ended_at_millis bigint,
  end_reason text,
  created_index bigint not null,
  log_index bigint not null
);
create index session_list on view.session (created_index, session_id);
create index session_owner_list on view.session (owner_id, created_index, session_id);

-- Who was let in, who was not, and how it ended: a line for each.
create table view.sign_in (
  sign_in_id text primary key,
  owner_id text not null,
  outcome text not null,
  method text not null,
  session_id text,
  address text,
  user_agent text,
  at_millis bigint not null,
  created_index bigint not null,
  log_index bigint not null
);
create index sign_in_list on view.sign_in (created_index, sign_in_id);
create index sign_in_owner_list on view.sign_in (owner_id, created_index, sign_in_id);

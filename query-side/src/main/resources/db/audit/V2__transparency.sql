-- The Merkle tree over the log (RFC 6962), cut into tiles as C2SP tlog-tiles has them. Leaf n-1 is the event with log index n.
-- Hashes do not compress: they are kept as they are.
create table audit.tile (
  level  smallint not null,
  index  bigint   not null,
  hashes bytea    not null,
  primary key (level, index)
);
alter table audit.tile alter column hashes set storage external;

-- How many leaves the tiles hold.
create table audit.tree (
  one  boolean primary key default true check (one),
  size bigint  not null
);
insert into audit.tree (size) values (0);

-- Signed tree heads (C2SP tlog-checkpoint), and what witnesses signed beneath them. What was signed stays.
create table audit.checkpoint (
  size    bigint      primary key,
  made_at timestamptz not null,
  note    text        not null
);
create table audit.cosignature (
  size       bigint      not null references audit.checkpoint,
  witness    text        not null,
  cosigned_at timestamptz not null,
  line       text        not null,
  primary key (size, witness)
);

-- Whoever empties what is empty (a restore does) is let.
create function audit.refuse() returns trigger language plpgsql as $$
declare
  signed boolean;
begin
  execute format('select exists (select from %I.%I)', tg_table_schema, tg_table_name) into signed;
  if signed then
    raise exception 'what was signed stays';
  end if;
  return null;
end;
$$;
create trigger checkpoint_stays before update or delete or truncate on audit.checkpoint
  for each statement execute function audit.refuse();
create trigger cosignature_stays before update or delete or truncate on audit.cosignature
  for each statement execute function audit.refuse();

-- What stood at an index of the log, at a time, and by a block (ADR 0042).

-- How often an entry changed the balance.
alter table view.balance add column postings bigint not null default 0;

-- Each balance after each event that changed it; entry_id is null where only what is held changed.
create table view.balance_change (
  account_id text not null,
  asset text not null,
  log_index bigint not null,
  posted numeric(78, 0) not null,
  held numeric(78, 0) not null,
  postings bigint not null,
  entry_id text,
  at_millis bigint not null,
  primary key (account_id, asset, log_index)
);

-- The log's clock: events that are later than all before them. Between two rows it stands still.
create table view.moment (
  at_millis bigint primary key,
  log_index bigint not null unique
);

-- Blocks that were taken in: when for the first time, when last, and when they lost their place since.
create table view.rail_block (
  rail text not null,
  hash text not null,
  height bigint not null,
  first_index bigint not null,
  applied_index bigint not null,
  orphaned_index bigint,
  log_index bigint not null,
  primary key (rail, hash)
);
create index rail_block_height on view.rail_block (rail, height);

-- Credits that were taken back later, for what is known now of then.
create index journal_line_deposit on view.journal_line (reference, log_index)
  where kind in ('DEPOSIT', 'DEPOSIT_REVERSAL') and complete;
create index journal_line_reversal on view.journal_line (log_index)
  where kind = 'DEPOSIT_REVERSAL' and complete;

-- What the views had reflected before these tables were there.
do $$
declare
  reflected bigint := (select log_index from view.progress);
begin
  if reflected = 0 or to_regclass('log.event') is null then
    return;
  end if;

  insert into view.moment (at_millis, log_index)
  select at_millis, log_index
  from (
    select log_index, at_millis,
      max(at_millis) over (order by log_index rows between unbounded preceding and 1 preceding) as before
    from (
      select log_index, floor(extract(epoch from at) * 1000)::bigint as at_millis
      from log.event where log_index <= reflected) e) m
  where before is null or at_millis > before;

  insert into view.balance_change (account_id, asset, log_index, posted, held, postings, entry_id, at_millis)
  select account_id, asset, log_index, posted, held,
    count(entry_id) over (partition by account_id, asset order by log_index), entry_id, at_millis
  from (
    select e.told ->> 'accountId' as account_id, e.told ->> 'asset' as asset, log_index,
      (e.told ->> 'postedAfter')::numeric as posted, (e.told ->> 'heldAfter')::numeric as held,
      e.told ->> 'entryId' as entry_id, at_millis
    from (
      select log_index, floor(extract(epoch from at) * 1000)::bigint as at_millis,
        convert_from(payload, 'UTF8')::jsonb as told
      from log.event
      where log_index <= reflected and substring(type from '[^.$]+$')
        in ('AmountPosted', 'HoldPlaced', 'HoldReleased', 'HoldCaptured')) e
    union all
    select line ->> 'accountId', line ->> 'asset', log_index,
      sum((line ->> 'amount')::numeric)
        over (partition by line ->> 'accountId', line ->> 'asset' order by log_index),
      0, e.told ->> 'entryId', at_millis
    from (
      select log_index, floor(extract(epoch from at) * 1000)::bigint as at_millis,
        convert_from(payload, 'UTF8')::jsonb as told
      from log.event
      where log_index <= reflected and substring(type from '[^.$]+$') = 'EntryPosted') e,
      jsonb_array_elements(e.told -> 'postings') as line
    where line ->> 'accountId' like 'boundary:%') changes;

  update view.balance b set postings = c.postings
  from (
    select account_id, asset, max(postings) as postings
    from view.balance_change group by account_id, asset) c
  where c.account_id = b.account_id and c.asset = b.asset;

  insert into view.rail_block (rail, hash, height, first_index, applied_index, orphaned_index, log_index)
  select rail, hash, max(height), min(log_index) filter (where applied), max(log_index) filter (where applied),
    case when (array_agg(applied order by log_index desc))[1] then null else max(log_index) end, max(log_index)
  from (
    select log_index, e.told ->> 'rail' as rail, e.told ->> 'hash' as hash,
      (e.told ->> 'height')::bigint as height, e.applied
    from (
      select log_index, convert_from(payload, 'UTF8')::jsonb as told,
        substring(type from '[^.$]+$') = 'BlockApplied' as applied
      from log.event
      where log_index <= reflected
        and substring(type from '[^.$]+$') in ('BlockApplied', 'BlockOrphaned')) e) blocks
  group by rail, hash
  having bool_or(applied);
end $$;

-- Orders. What is sealed of them stays in the log. An order has two owners, its buyer and its seller.
create table view.escrow_order (
  order_id text primary key,
  buyer_id text not null,
  buyer_account_id text not null,
  seller_id text not null,
  seller_account_id text not null,
  pot_account_id text,
  item_reference text not null,
  title text not null,
  metadata_cid text,
  asset text not null,
  price numeric(78, 0) not null,
  payment text not null,
  state text not null,
  paid numeric(78, 0) not null,
  seen text[] not null,
  paid_to_seller numeric(78, 0) not null,
  paid_to_buyer numeric(78, 0) not null,
  tracking_cid text,
  waits_for text,
  due_at_millis bigint,
  cancellation_asked_by text,
  release_announced integer not null,
  ended_by text,
  end_cause text,
  dispute text,
  disputed boolean not null generated always as (dispute is not null) stored,
  times text not null,
  has_delivery_address boolean not null,
  created_at_millis bigint not null,
  changed_at_millis bigint not null,
  created_index bigint not null,
  log_index bigint not null
);
comment on column view.escrow_order.dispute is 'JSON';
comment on column view.escrow_order.times is 'JSON';
comment on column view.escrow_order.seen is 'payments that are not final, each its amount, a blank, and its id';
create index escrow_order_list on view.escrow_order (created_index, order_id);
create index escrow_order_stream on view.escrow_order (log_index);
create index escrow_order_state_list on view.escrow_order (state, created_index, order_id);
create index escrow_order_buyer_list on view.escrow_order (buyer_id, created_index, order_id);
create index escrow_order_buyer_stream on view.escrow_order (buyer_id, log_index);
create index escrow_order_seller_list on view.escrow_order (seller_id, created_index, order_id);
create index escrow_order_seller_stream on view.escrow_order (seller_id, log_index);
create index escrow_order_dispute_list on view.escrow_order (created_index, order_id) where disputed;
create index escrow_order_dispute_stream on view.escrow_order (log_index) where disputed;

-- There is a pot for every order. Lists of accounts go by without them.
alter table view.account
  add column listed boolean not null generated always as (account_id not like 'account:escrow:%') stored;
drop index view.account_list;
drop index view.account_stream;
create index account_list on view.account (created_index, account_id) where listed;
create index account_stream on view.account (log_index) where listed;

-- Products: what everybody may look for, as it is now. What is found is what begins with the words that
-- are looked for; 'simple' knows no language, so it is the same for all of them.
create table view.product (
  product_id text primary key,
  seller_id text not null,
  seller_account_id text not null,
  title text not null,
  description text not null,
  category text not null,
  specification text not null,
  images text[] not null,
  asset text not null,
  price numeric(78, 0) not null,
  version bigint not null,
  state text not null,
  offered boolean not null generated always as (state = 'OFFERED') stored,
  words tsvector not null generated always as (
    to_tsvector('simple'::regconfig, lower(title || ' ' || category || ' ' || description))) stored,
  created_at_millis bigint not null,
  changed_at_millis bigint not null,
  created_index bigint not null,
  log_index bigint not null
);
comment on column view.product.specification is 'JSON';
create index product_list on view.product (created_index, product_id) where offered;
create index product_category_list on view.product (category, created_index, product_id) where offered;
create index product_asset_list on view.product (asset, created_index, product_id) where offered;
create index product_seller_list on view.product (seller_id, created_index, product_id);
create index product_words on view.product using gin (words) where offered;
create index product_images on view.product using gin (images) where offered;

-- An order may be for a product; and its buyer may show something of their own with it.
alter table view.escrow_order add column product text;
comment on column view.escrow_order.product is 'JSON';
create index escrow_order_metadata on view.escrow_order (metadata_cid) where metadata_cid is not null;

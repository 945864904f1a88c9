-- Where a contract has an order's payment on record.
alter table view.escrow_order add column recorded text;
comment on column view.escrow_order.recorded is 'JSON';

-- What the price of an order was before it was quoted in shillings, and by which rate it was.
alter table view.escrow_order add column quoted text;
comment on column view.escrow_order.quoted is 'JSON';

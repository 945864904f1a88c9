-- Staff looks for those in doubt, which are few among all that ever were.
CREATE INDEX mobile_payment_state ON rail.mobile_payment (state, requested_at_millis, mobile_payment_id);

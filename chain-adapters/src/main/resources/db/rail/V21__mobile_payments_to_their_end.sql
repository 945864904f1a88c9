-- Whether its order does not wait for it any more: then the phone is not asked. Folded from the log.
ALTER TABLE rail.mobile_payment ADD unwanted boolean NOT NULL DEFAULT false;

-- Whether the buyer is forgotten: M-Pesa's names for the payment go as soon as nothing is to be asked about it.
ALTER TABLE rail.mobile_payment ADD erased boolean NOT NULL DEFAULT false;

-- What lost its name before its end is looked at once more, and left to a person.
UPDATE rail.mobile_payment SET next_look_at_millis = requested_at_millis
WHERE state = 'PUSHED' AND checkout_request_id IS NULL;

CREATE INDEX mobile_payment_order ON rail.mobile_payment (order_id);

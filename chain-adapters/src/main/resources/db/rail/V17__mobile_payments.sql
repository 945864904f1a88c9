-- Mobile payments as the rail works on them. The first part is folded from the log, in its order; the second is what
-- only the rail knows: M-Pesa's names for the payment, of which the second ends in the phone number.
CREATE TABLE rail.mobile_payment (
  mobile_payment_id   text           PRIMARY KEY,
  order_id            text           NOT NULL,
  buyer_id            text           NOT NULL,
  -- Sealed under the buyer's key.
  phone               text           NOT NULL,
  asset               text           NOT NULL,
  amount              numeric(78, 0) NOT NULL,
  requested_at_millis bigint         NOT NULL,
  waits_until_millis  bigint         NOT NULL,
  state               text           NOT NULL,
  cause               text,
  result              text,
  told                numeric(78, 0),
  receipt             text,

  -- Set before M-Pesa is asked: from then on it is never asked again.
  push_begun          boolean        NOT NULL DEFAULT false,
  merchant_request_id text,
  checkout_request_id text           UNIQUE,
  looks               integer        NOT NULL DEFAULT 0,
  -- When its next step is due; null where nothing is to be done before somebody tells something.
  next_look_at_millis bigint,
  -- How many callbacks were taken: a step that did not see them all does not put the next one off.
  callbacks           integer        NOT NULL DEFAULT 0
);
CREATE INDEX mobile_payment_due ON rail.mobile_payment (next_look_at_millis) WHERE next_look_at_millis IS NOT NULL;
CREATE INDEX mobile_payment_buyer ON rail.mobile_payment (buyer_id);

-- What was told of a payment by callbacks that may be M-Pesa's; each once, however often it comes.
CREATE TABLE rail.mobile_callback (
  mobile_payment_id   text           NOT NULL REFERENCES rail.mobile_payment,
  result              text           NOT NULL,
  -- Empty where it tells none.
  cents               text           NOT NULL,
  receipt             text           NOT NULL,
  received_at_millis  bigint         NOT NULL,
  PRIMARY KEY (mobile_payment_id, result, cents, receipt)
);

-- Whom an order concerns, so that each event of it finds its way without asking the views (ADR 0036).
CREATE TABLE door.order_side (
    order_id  text PRIMARY KEY,
    buyer_id  text NOT NULL,
    seller_id text NOT NULL
);

-- Where a person wants to be told. The secret is sealed under the person's key (ADR 0024).
CREATE TABLE door.webhook (
    webhook_id    text        PRIMARY KEY,
    user_id       text        NOT NULL,
    url           text        NOT NULL,
    event_types   text[]      NOT NULL,         -- none: all
    disputes      boolean     NOT NULL,         -- of everybody's orders, for those who mediate
    enabled       boolean     NOT NULL,
    secret        text        NOT NULL,
    former_secret text,                         -- signs beside the newest until former_until
    former_until  timestamptz,
    since_index   bigint      NOT NULL,         -- told of is what stands behind it in the log
    made_at       timestamptz NOT NULL,
    UNIQUE (user_id, url)
);

-- What is to be told, made once for each event in the transaction in which the event counts as seen.
CREATE TABLE door.webhook_delivery (
    number        bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    delivery_id   text        PRIMARY KEY,
    webhook_id    text        NOT NULL REFERENCES door.webhook ON DELETE CASCADE,
    event_type    text        NOT NULL,
    body          text        NOT NULL,
    made_at       timestamptz NOT NULL,
    state         text        NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'GIVEN_UP')),
    attempts      int         NOT NULL DEFAULT 0,
    failures      int         NOT NULL DEFAULT 0,   -- since it was last asked for
    next_at       timestamptz NOT NULL,
    claimed_until timestamptz
);

CREATE INDEX webhook_delivery_due ON door.webhook_delivery (webhook_id, next_at) WHERE state = 'PENDING';
CREATE INDEX webhook_delivery_list ON door.webhook_delivery (webhook_id, number DESC);
CREATE INDEX webhook_delivery_age ON door.webhook_delivery (made_at) WHERE state <> 'PENDING';

CREATE TABLE door.webhook_attempt (
    delivery_id text        NOT NULL REFERENCES door.webhook_delivery ON DELETE CASCADE,
    number      int         NOT NULL,
    at          timestamptz NOT NULL,
    millis      bigint      NOT NULL,
    status      int,                            -- null where there was no answer
    failure     text,                           -- null where it was taken
    PRIMARY KEY (delivery_id, number)
);

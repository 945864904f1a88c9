-- What was answered to a request with an Idempotency-Key, so that a retry gets the same answer (ADR 0007).
CREATE TABLE door.idempotency (
    intent        text        PRIMARY KEY, -- digest of user, method, path and key
    user_id       text        NOT NULL,
    body_hash     bytea       NOT NULL,    -- SHA-256 of the body as it was sent
    claim         uuid        NOT NULL,    -- whose turn it is: only this one may store the answer
    claimed_until timestamptz NOT NULL,    -- after this the claimant counts as crashed
    expires_at    timestamptz NOT NULL,
    status        integer,                 -- null while it is in progress
    content_type  text,
    log_index     text,
    body          bytea,
    CONSTRAINT answered_whole CHECK ((status IS NULL) = (body IS NULL))
);

CREATE INDEX idempotency_expires_at ON door.idempotency (expires_at);

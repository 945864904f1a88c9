-- Who comes with an e-mail address gives a password, of which only the Argon2id hash is kept, here and in no event (ADR 0026).
-- A registration writes its row before the ledger is asked. Where that was never answered the row stands for nobody, and the
-- address may be another's: so one address may have several rows, and the ledger says whom it knows.
CREATE TABLE door.credential (
    user_id text        PRIMARY KEY,
    email   text        NOT NULL,               -- what stands for the address: email:<HMAC-SHA-256>
    hash    text        NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX credential_email ON door.credential (email);

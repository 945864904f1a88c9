-- Bytes that are named by themselves (ADR 0032). A row says that they are kept, and where.
CREATE TABLE door.content (
    cid       text        PRIMARY KEY,
    size      bigint      NOT NULL,
    place     text        NOT NULL,    -- DATABASE: in door.content_piece; KUBO: on an IPFS node
    stored_at timestamptz NOT NULL     -- or asked to be: what no upload names is dropped some time after this
);

-- In pieces of 262144 bytes, but for the last, so that a range is read without the rest.
CREATE TABLE door.content_piece (
    cid    text    NOT NULL REFERENCES door.content ON DELETE CASCADE,
    number integer NOT NULL,           -- from 0
    bytes  bytea   NOT NULL,
    PRIMARY KEY (cid, number)
);
ALTER TABLE door.content_piece ALTER COLUMN bytes SET STORAGE EXTERNAL; -- pictures do not get smaller

-- Who brought it, for what. The file's name is sealed under that person's key (ADR 0024).
CREATE TABLE door.upload (
    upload_id   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cid         text        NOT NULL REFERENCES door.content,
    order_id    text,                  -- null: the uploader's own
    uploaded_by text        NOT NULL,
    uploaded_at timestamptz NOT NULL,
    size        bigint      NOT NULL,
    type        text        NOT NULL,
    file_name   text
);
CREATE UNIQUE INDEX upload_once ON door.upload (cid, uploaded_by, order_id) NULLS NOT DISTINCT;
CREATE INDEX upload_by ON door.upload (uploaded_by, uploaded_at);

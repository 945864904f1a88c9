-- Who has chosen an address or a password of their own is not what the configuration says of them any more.
ALTER TABLE door.credential ADD COLUMN chosen boolean NOT NULL DEFAULT false;

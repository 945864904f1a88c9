-- The key under which everything is sealed that is said of a person (ADR 0024). It is itself sealed under a secret of
-- the data folder. Who is forgotten keeps the row and loses the key, so that nobody makes another for them.
CREATE TABLE door.person_key (
    user_id text  PRIMARY KEY,
    sealed  bytea              -- null once the person is forgotten
);

-- What is under way is counted for each webhook and person, without looking at what only waits.
CREATE INDEX webhook_delivery_under_way ON door.webhook_delivery (claimed_until) WHERE state = 'PENDING';

-- Who mediates no longer is told of no others' disputes, whatever a token of before still turned on.
CREATE TABLE door.former_mediator (
    user_id text PRIMARY KEY
);

-- What is forgotten for its age may wait for a webhook that is stopped.
DROP INDEX door.webhook_delivery_age;
CREATE INDEX webhook_delivery_age ON door.webhook_delivery (made_at);

-- What is made of the log for those who check it. Unlike the views it is never thrown away: what was signed stays.
comment on schema audit is 'the index of events, the tree over the log, its checkpoints';

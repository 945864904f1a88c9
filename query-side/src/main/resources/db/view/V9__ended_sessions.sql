-- The doors follow what ends, for a token of an ended session counts no more: by state, in the order of the log.
create index session_state_changes on view.session (state, log_index);

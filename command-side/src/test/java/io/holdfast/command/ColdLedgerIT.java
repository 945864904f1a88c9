package io.holdfast.command;

import org.springframework.test.context.TestPropertySource;

/** The same with next to no memory: states are read back from the log for nearly every command. */
@TestPropertySource(properties = "holdfast.log.cached-aggregates=1")
class ColdLedgerIT extends LedgerIT {}

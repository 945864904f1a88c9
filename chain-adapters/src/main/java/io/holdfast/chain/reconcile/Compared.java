package io.holdfast.chain.reconcile;

import io.holdfast.api.Command;
import io.holdfast.chain.port.Holdings;
import io.holdfast.chain.port.OwnFacts;
import java.util.function.Consumer;

/**
 * What a rail gives so that one of its assets is compared.
 *
 * @param teller tells the ledger, and throws where that does not take it in
 */
public record Compared(Holdings chain, OwnFacts facts, Repair repair, Consumer<Command> teller) {}

package io.holdfast.chain.stellar.block;

import io.holdfast.chain.stellar.rpc.ContractEvent;
import io.holdfast.chain.stellar.xdr.LedgerHeader;
import io.holdfast.chain.transfer.SentTransaction;
import java.util.List;

/**
 * What of a closed ledger concerns us.
 *
 * @param events of our tokens, to our account, and of contracts that are watched
 * @param sent the transactions of our account that the ledger took in
 */
public record LedgerContent(
    LedgerHeader header, List<ContractEvent> events, List<SentTransaction> sent) {}

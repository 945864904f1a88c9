package io.holdfast.chain.evm.contract;

import static io.holdfast.chain.evm.contract.EventForm.indexed;
import static io.holdfast.chain.evm.contract.EventForm.plain;

import io.holdfast.chain.evm.contract.EventForm.Word;
import io.holdfast.chain.evm.rpc.EvmLog;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The events of one of our contracts, as its source declares them. */
public final class ContractEvents {
  /** Of {@code HoldfastDeposits.sol}. */
  public static final ContractEvents DEPOSITS =
      new ContractEvents(
          EventForm.of(
              "Deposited",
              indexed("request", Word.UINT256),
              indexed("payer", Word.ADDRESS),
              plain("amount", Word.UINT256)));

  /** Of {@code HoldfastEscrow.sol}. */
  public static final ContractEvents ESCROW =
      new ContractEvents(
          EventForm.of(
              "Opened",
              indexed("order", Word.BYTES32),
              indexed("buyer", Word.ADDRESS),
              indexed("seller", Word.ADDRESS),
              plain("amount", Word.UINT256),
              plain("dueAt", Word.UINT64)),
          EventForm.of(
              "Shipped",
              indexed("order", Word.BYTES32),
              indexed("buyer", Word.ADDRESS),
              plain("dueAt", Word.UINT64)),
          EventForm.of(
              "Disputed",
              indexed("order", Word.BYTES32),
              indexed("buyer", Word.ADDRESS),
              indexed("by", Word.ADDRESS),
              plain("dueAt", Word.UINT64)),
          EventForm.of(
              "PaidOut",
              indexed("order", Word.BYTES32),
              indexed("buyer", Word.ADDRESS),
              plain("toSeller", Word.UINT256),
              plain("toBuyer", Word.UINT256)),
          EventForm.of("Withdrawn", indexed("by", Word.ADDRESS), plain("amount", Word.UINT256)),
          EventForm.of(
              "OffchainPaymentRecorded",
              indexed("order", Word.BYTES32),
              plain("receipt", Word.BYTES32),
              plain("amount", Word.UINT256),
              plain("currency", Word.BYTES32)));

  private final Map<String, EventForm> byTopic;

  private ContractEvents(EventForm... forms) {
    byTopic =
        List.of(forms).stream().collect(Collectors.toMap(EventForm::topic, Function.identity()));
  }

  /**
   * @throws IllegalArgumentException when it is none of this contract's events
   */
  public ContractEvent read(EvmLog log) {
    EventForm form = log.topics().isEmpty() ? null : byTopic.get(log.topics().getFirst());
    if (form == null) {
      throw new IllegalArgumentException("no event that this contract declares");
    }
    return form.read(log);
  }
}

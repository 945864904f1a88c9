package io.holdfast.chain.substrate.extrinsic;

import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.DepositAccounts;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.scale.NotScale;
import io.holdfast.chain.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.List;

/** The calls that we make, and no others. */
public sealed interface Call {
  /**
   * Pays from the caller's free balance. Fails rather than let the caller's account end.
   *
   * @param amount in the native asset's smallest unit
   */
  record Transfer(AccountId to, BigInteger amount) implements Call {}

  /** Moves all that a deposit account holds, and ends it. */
  record Sweep(int depositAccount, AccountId to) implements Call {}

  /** All of them, or none. */
  record Together(List<Call> calls) implements Call {
    public Together {
      calls = List.copyOf(calls);
    }
  }

  /** The deposit accounts that it ends. */
  default List<Integer> swept() {
    return switch (this) {
      case Transfer _ -> List.of();
      case Sweep(int depositAccount, AccountId _) -> List.of(depositAccount);
      case Together(List<Call> calls) ->
          calls.stream().flatMap(each -> each.swept().stream()).toList();
    };
  }

  /**
   * @throws NotScale when this runtime has no such call
   */
  default byte[] encoded(Metadata runtime) {
    return switch (this) {
      case Transfer(AccountId to, BigInteger amount) ->
          call(runtime, "Balances", "transfer_keep_alive")
              .raw(address(runtime, to))
              .compact(amount)
              .toBytes();
      case Sweep(int number, AccountId to) -> {
        byte[] all =
            call(runtime, "Balances", "transfer_all")
                .raw(address(runtime, to))
                .bool(false)
                .toBytes();
        byte[] inner = actingFor(runtime, DepositAccounts.lower(number), all);
        yield actingFor(runtime, DepositAccounts.upper(number), inner);
      }
      case Together(List<Call> calls) -> {
        ScaleWriter together = call(runtime, "Utility", "batch_all").compact(calls.size());
        calls.forEach(each -> together.raw(each.encoded(runtime)));
        yield together.toBytes();
      }
    };
  }

  private static byte[] actingFor(Metadata runtime, int index, byte[] call) {
    return call(runtime, "Utility", "as_derivative")
        .unsigned(BigInteger.valueOf(index), 2)
        .raw(call)
        .toBytes();
  }

  private static ScaleWriter call(Metadata runtime, String pallet, String name) {
    return new ScaleWriter().raw(runtime.callIndex(pallet, name));
  }

  /** An account where an address is wanted. */
  static byte[] address(Metadata runtime, AccountId account) {
    ScaleWriter address = new ScaleWriter();
    int type = runtime.extrinsic().address();
    if (runtime.types().get(type).name().equals("MultiAddress")) {
      address.u8(
          runtime
              .types()
              .variants(type)
              .named("Id")
              .orElseThrow(() -> new NotScale("this runtime's addresses name no accounts"))
              .index());
    }
    return address.raw(account.bytes()).toBytes();
  }
}

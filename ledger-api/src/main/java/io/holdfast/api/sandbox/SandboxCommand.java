package io.holdfast.api.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the console may tell the simulated chain of a sandbox rail. Refused with UNKNOWN_RAIL where
 * there is no sandbox.
 */
public sealed interface SandboxCommand {
  String rail();

  /**
   * Somebody outside pays, in one transaction. Answers with the transaction's id.
   *
   * @param replaces the id of an unmined transaction whose coins this one spends instead (RBF), or
   *     null
   */
  record SandboxPay(String rail, List<Output> outputs, @Nullable String replaces)
      implements SandboxCommand {
    public SandboxPay {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * An address and minor units in decimal digits.
   *
   * @param asset on a rail with several, the code of the one that is paid; else the rail's first
   */
  record Output(String address, String amount, @Nullable String asset) {
    public Output(String address, String amount) {
      this(address, amount, null);
    }
  }

  /** Mines so many blocks, 1 to 100, with all that waits. Answers with the new height. */
  record SandboxMine(String rail, int blocks) implements SandboxCommand {}

  /**
   * Takes away the newest blocks, 1 to 100, and mines one more than were taken. Transactions of the
   * lost blocks wait again, unless they are to be dropped. Answers with the new height.
   */
  record SandboxReorganise(String rail, int depthBlocks, boolean dropTransactions)
      implements SandboxCommand {}

  /** The node answers nothing any more until it is told to go on. */
  record SandboxStall(String rail, boolean stalled) implements SandboxCommand {}

  /** Mines a block by itself at this interval; 0 turns that off. */
  record SandboxAutoMine(String rail, int intervalSeconds) implements SandboxCommand {}
}

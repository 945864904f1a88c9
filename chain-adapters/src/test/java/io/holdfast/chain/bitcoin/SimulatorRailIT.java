package io.holdfast.chain.bitcoin;

import io.holdfast.chain.sandbox.DrivenNode;
import io.holdfast.chain.sandbox.DrivenSandbox;

/** The Bitcoin rail on the sandbox's simulator: the same as on a real node. */
class SimulatorRailIT extends BitcoinRailContract {
  @Override
  protected DrivenNode startNode() {
    return DrivenSandbox.start();
  }
}

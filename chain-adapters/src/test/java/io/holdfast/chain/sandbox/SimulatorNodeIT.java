package io.holdfast.chain.sandbox;

class SimulatorNodeIT extends BitcoinNodeContract {
  @Override
  DrivenNode start() {
    return DrivenSandbox.start();
  }
}

package io.holdfast.chain.bitcoin.block;

import io.holdfast.chain.bitcoin.rpc.BitcoinRpc;
import io.holdfast.chain.bitcoin.rpc.Block;
import io.holdfast.chain.bitcoin.rpc.HttpBitcoinRpc;
import io.holdfast.chain.endpoint.AgreeingSource;
import io.holdfast.chain.endpoint.EndpointRpc;
import io.holdfast.chain.endpoint.Endpoints;
import io.holdfast.chain.endpoint.EndpointsRpc;
import io.holdfast.chain.port.ChainNode;
import io.holdfast.chain.port.ChainSource;
import io.holdfast.chain.rpc.JsonRpc;
import org.bitcoinj.base.BitcoinNetwork;

/** The Bitcoin chain behind several endpoints, of which one at a time is asked. */
public final class BitcoinSource implements ChainSource<Block> {
  private final BitcoinRpc node;
  private final BitcoinNetwork network;
  private final Endpoints<JsonRpc> endpoints;

  private BitcoinSource(Endpoints<JsonRpc> endpoints, BitcoinNetwork network) {
    this.node = new HttpBitcoinRpc(new EndpointsRpc(endpoints));
    this.network = network;
    this.endpoints = endpoints;
  }

  /**
   * @param agreement how many endpoints must give the same block; 1 asks one at a time
   */
  public static ChainSource<Block> of(
      Endpoints<JsonRpc> endpoints, BitcoinNetwork network, int agreement) {
    return agreement == 1
        ? new BitcoinSource(endpoints, network)
        : new AgreeingSource<>(
            endpoints.each().stream()
                .map(endpoint -> new HttpBitcoinRpc(new EndpointRpc(endpoint)))
                .<ChainSource<Block>>map(node -> () -> BitcoinNode.look(node, network))
                .toList(),
            agreement);
  }

  @Override
  public ChainNode<Block> look() {
    return BitcoinNode.look(node, network);
  }

  @Override
  public void turnAway(String reason) {
    endpoints.turnAway(reason);
  }
}

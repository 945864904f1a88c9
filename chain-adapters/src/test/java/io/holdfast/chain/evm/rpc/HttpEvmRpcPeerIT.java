package io.holdfast.chain.evm.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.chain.evm.TestKeys;
import io.holdfast.chain.evm.key.EvmSigner;
import io.holdfast.chain.evm.key.SeedEvmSigner;
import io.holdfast.chain.evm.wire.Address;
import io.holdfast.chain.evm.wire.Hex;
import io.holdfast.chain.evm.wire.Keccak;
import io.holdfast.chain.evm.wire.Transfer;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.rpc.RpcError;
import io.holdfast.testkit.TestAnvil;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The client on a real anvil, which also finds our transactions' senders by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpEvmRpcPeerIT {
  private static final Address NOBODY = new Address("0x00000000000000000000000000000000000000aa");

  private TestAnvil node;
  private EvmRpc rpc;

  @BeforeAll
  void aNode() {
    node = TestAnvil.start();
    rpc = new HttpEvmRpc(new NodeEndpoint(node.url(), Credentials.NONE));
  }

  @AfterAll
  void close() {
    node.close();
  }

  @Test
  void readsHeadersByHeightHashAndTag() {
    node.mine(8);
    long head = node.height();

    EvmHeader latest = rpc.header(BlockTag.LATEST).orElseThrow();
    EvmHeader before = rpc.header(head - 1).orElseThrow();

    assertThat(latest.number()).isEqualTo(head);
    assertThat(latest.parentHash()).isEqualTo(before.hash());
    assertThat(rpc.header(BlockTag.FINALIZED).orElseThrow().number()).isEqualTo(head - 4);
    assertThat(rpc.header(head + 1)).isEmpty();
    assertThat(rpc.block(before.hash()).orElseThrow().header()).isEqualTo(before);
    assertThat(rpc.block("0x" + "00".repeat(32))).isEmpty();
  }

  @Test
  void sendsTransactionsWhoseSenderTheNodeFindsAgain() {
    EvmSigner signer = SeedEvmSigner.treasury(new byte[64]);
    Address treasury = signer.account();
    node.setBalance(treasury.value(), BigInteger.TEN.pow(18));

    for (int nonce = 0; nonce < 8; nonce++) {
      Transfer transfer = transfer(nonce, BigInteger.valueOf(1_000 + nonce));
      byte[] signed = transfer.signed(signer.sign(Keccak.hash(transfer.unsigned())));
      String hash = Hex.of(Keccak.hash(signed));
      rpc.send(signed);
      assertThat(rpc.knows(hash)).isTrue();
      node.mine(1);

      EvmBlock block = rpc.block(rpc.header(BlockTag.LATEST).orElseThrow().hash()).orElseThrow();
      assertThat(block.transactions())
          .containsExactly(new EvmTransaction(hash, treasury, NOBODY, nonce, transfer.value()));
      EvmReceipt receipt = rpc.receipts(List.of(hash)).get(hash);
      assertThat(receipt.succeeded()).isTrue();
      assertThat(receipt.blockHash()).isEqualTo(block.header().hash());
      assertThat(receipt.fee()).isPositive().isLessThanOrEqualTo(transfer.mostFee());
    }
    assertThat(rpc.transactionCount(treasury, BlockTag.LATEST)).isEqualTo(8);
  }

  @Test
  void isRefusedWhatTheChainRefuses() {
    EvmSigner poor = SeedEvmSigner.treasury(new byte[32]);
    Transfer transfer = transfer(0, BigInteger.TEN.pow(18));
    byte[] signed = transfer.signed(poor.sign(Keccak.hash(transfer.unsigned())));

    assertThatThrownBy(() -> rpc.send(signed)).isInstanceOf(RpcError.class);
    assertThat(rpc.knows(Hex.of(Keccak.hash(signed)))).isFalse();
  }

  @Test
  void asksForPricesAndGas() {
    GasPrices prices = rpc.gasPrices();
    Address rich = TestKeys.anvilsFirst().account();

    assertThat(prices.baseFee()).isPositive();
    assertThat(rpc.estimateGas(rich, NOBODY, BigInteger.ONE)).isEqualTo(21_000);
    assertThat(rpc.isContract(NOBODY)).isFalse();
    assertThat(rpc.balance(rich, BlockTag.LATEST)).isGreaterThan(BigInteger.TEN.pow(21));
    assertThat(rpc.chainId()).isEqualTo(31_337);
  }

  private Transfer transfer(long nonce, BigInteger value) {
    GasPrices prices = rpc.gasPrices();
    return new Transfer(
        rpc.chainId(),
        BigInteger.valueOf(nonce),
        prices.tip(),
        prices.baseFee().shiftLeft(1).add(prices.tip()),
        BigInteger.valueOf(21_000),
        NOBODY,
        value,
        "0x");
  }
}

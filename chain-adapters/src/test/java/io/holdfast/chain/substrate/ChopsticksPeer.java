package io.holdfast.chain.substrate;

import io.holdfast.chain.contract.RailPeer;
import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.substrate.extrinsic.AccountSigner;
import io.holdfast.chain.substrate.extrinsic.Call;
import io.holdfast.chain.substrate.extrinsic.Ed25519Signer;
import io.holdfast.chain.substrate.rpc.RawBlock;
import io.holdfast.chain.substrate.rpc.SocketEndpoint;
import io.holdfast.chain.substrate.rpc.SocketSubstrateRpc;
import io.holdfast.chain.substrate.runtime.Extrinsic;
import io.holdfast.testkit.TestChopsticks;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;

/** A real Substrate runtime, and somebody on it with money. */
final class ChopsticksPeer implements RailPeer<SubstrateHarness> {
  private static final long ONE_ROC = 1_000_000_000_000L;
  private static final int SIGNED = 0x80;
  private static final int MOST_RAILS = 80;

  private final TestChopsticks node = TestChopsticks.start();
  private final SocketSubstrateRpc rpc =
      new SocketSubstrateRpc(new SocketEndpoint(node.url(), Credentials.NONE), () -> {});
  private final Outsider payer = new Outsider(rpc, 100);
  private final Queue<AccountSigner> treasuries = new ArrayDeque<>();
  private long nonce;

  ChopsticksPeer() {
    payer.getRich(node, BigInteger.valueOf(ONE_ROC).multiply(BigInteger.valueOf(1_000_000)));
    for (int i = 0; i < MOST_RAILS; i++) {
      AccountSigner treasury = anySigner();
      treasuries.add(treasury);
      own(Outsider.SPELLING.address(treasury.account()), ONE_ROC);
    }
    node.newBlocks(10);
  }

  /** Fees are paid from a float, which an operator gave the treasury before its first block. */
  @Override
  public SubstrateHarness rail(long blocksBefore) {
    return new SubstrateHarness(node.url(), blocksBefore, treasuries.remove());
  }

  private static AccountSigner anySigner() {
    return new Ed25519Signer(new SecureRandom().generateSeed(32));
  }

  /** From the next block on this account owns so much, and no more. */
  void own(String address, long plancks) {
    node.setBalance(address, BigInteger.valueOf(plancks));
  }

  @Override
  public void mine(int blocks) {
    node.newBlocks(blocks);
  }

  @Override
  public void reorganise(int depthBlocks) {
    List<String> lost = signedSince(height() - depthBlocks + 1);
    node.reorganise(depthBlocks);
    lost.forEach(rpc::submit);
  }

  private List<String> signedSince(long from) {
    List<String> signed = new ArrayList<>();
    for (long height = from; height <= height(); height++) {
      block(height).extrinsics().stream()
          .filter(ChopsticksPeer::isSigned)
          .map(bytes -> "0x" + HexFormat.of().formatHex(bytes))
          .forEach(signed::add);
    }
    return signed;
  }

  /** After the number of bytes, which takes one, two or four. */
  private static boolean isSigned(byte[] extrinsic) {
    int lengthBytes = 1 << (extrinsic[0] & 3);
    return (extrinsic[lengthBytes] & SIGNED) != 0;
  }

  @Override
  public String pay(String address, long plancks) {
    return send(transfer(address, plancks));
  }

  static Call transfer(String address, long plancks) {
    return new Call.Transfer(Outsider.SPELLING.account(address), BigInteger.valueOf(plancks));
  }

  /** In the next block. */
  String send(Call call) {
    return payer.send(call, nonce++);
  }

  @Override
  public long ordinaryAmount() {
    return ONE_ROC;
  }

  @Override
  public String outsideAddress() {
    return new Outsider(rpc, 101).address();
  }

  @Override
  public void stall() {
    node.hang();
  }

  @Override
  public void resume() {
    node.resume();
  }

  @Override
  public long height() {
    return node.height();
  }

  @Override
  public List<String> hashesFrom(long height) {
    return LongStream.rangeClosed(height, height()).mapToObj(node::hash).toList();
  }

  @Override
  public String blockOf(String transaction) {
    for (long height = height(); height > 0; height--) {
      if (holds(block(height), transaction)) {
        return node.hash(height);
      }
    }
    throw new AssertionError("no block holds " + transaction);
  }

  private RawBlock block(long height) {
    return rpc.block(node.hash(height)).orElseThrow();
  }

  private static boolean holds(RawBlock block, String transaction) {
    return block.extrinsics().stream().map(Extrinsic::hash).anyMatch(transaction::equals);
  }

  @Override
  public boolean knows(String transaction) {
    return rpc.waiting().stream().map(Extrinsic::hash).anyMatch(transaction::equals)
        || LongStream.rangeClosed(1, height())
            .mapToObj(this::block)
            .anyMatch(block -> holds(block, transaction));
  }

  BigInteger balance(String address) {
    return Outsider.balance(rpc, Outsider.SPELLING.account(address));
  }

  @Override
  public void close() {
    rpc.close();
    node.close();
  }
}

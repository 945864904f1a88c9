package io.holdfast.chain.substrate;

import io.holdfast.chain.substrate.address.AccountId;
import io.holdfast.chain.substrate.address.Ss58;
import io.holdfast.chain.substrate.extrinsic.AccountSigner;
import io.holdfast.chain.substrate.extrinsic.Call;
import io.holdfast.chain.substrate.extrinsic.Ed25519Signer;
import io.holdfast.chain.substrate.extrinsic.Era;
import io.holdfast.chain.substrate.extrinsic.SignedExtrinsic;
import io.holdfast.chain.substrate.extrinsic.SigningContext;
import io.holdfast.chain.substrate.extrinsic.UnsignedExtrinsic;
import io.holdfast.chain.substrate.rpc.RuntimeVersion;
import io.holdfast.chain.substrate.rpc.SubstrateRpc;
import io.holdfast.chain.substrate.runtime.Metadata;
import io.holdfast.chain.substrate.runtime.StorageKeys;
import io.holdfast.testkit.TestChopsticks;
import java.math.BigInteger;
import java.util.Arrays;

/** Somebody on a chain of chopsticks with money of their own. */
public final class Outsider {
  /** Networks without a prefix of their own. */
  public static final Ss58 SPELLING = new Ss58(42);

  private final SubstrateRpc rpc;
  private final AccountSigner signer;

  Outsider(SubstrateRpc rpc, AccountSigner signer) {
    this.rpc = rpc;
    this.signer = signer;
  }

  public Outsider(SubstrateRpc rpc, int number) {
    this.rpc = rpc;
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) number);
    this.signer = new Ed25519Signer(seed);
  }

  public AccountId account() {
    return signer.account();
  }

  public String address() {
    return SPELLING.address(signer.account());
  }

  public void getRich(TestChopsticks node, BigInteger amount) {
    node.setBalance(address(), amount);
  }

  /**
   * Signs for a while from some blocks below the head on, so that it also holds where the newest
   * blocks lost their place.
   */
  public SignedExtrinsic sign(Call call, long nonce) {
    String head = rpc.head().hash();
    long birth = Math.max(1, rpc.head().height() - 20);
    RuntimeVersion version = rpc.runtimeVersion(head);
    SigningContext context =
        new SigningContext(
            version.specVersion(),
            version.transactionVersion(),
            rpc.blockHash(0).orElseThrow(),
            new Era(64, birth),
            rpc.blockHash(birth).orElseThrow(),
            nonce,
            BigInteger.ZERO);
    return UnsignedExtrinsic.of(call, context, Metadata.read(rpc.metadata(head)), account())
        .sign(signer);
  }

  /** Sends; it waits for the next block. Answers with the extrinsic's hash. */
  public String send(Call call, long nonce) {
    return rpc.submit(sign(call, nonce).hex());
  }

  /** What an account owns at the head of the chain. */
  public static BigInteger balance(SubstrateRpc rpc, AccountId account) {
    String head = rpc.head().hash();
    Metadata runtime = Metadata.read(rpc.metadata(head));
    return rpc.storage(StorageKeys.account(account), head)
        .map(stored -> runtime.storage("System", "Account", stored))
        .map(value -> value.field("data", 4).field("free", 0).number())
        .orElse(BigInteger.ZERO);
  }
}

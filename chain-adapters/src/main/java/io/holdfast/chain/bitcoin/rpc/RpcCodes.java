package io.holdfast.chain.bitcoin.rpc;

/** The codes with which a node says no: those of Bitcoin Core's {@code rpc/protocol.h}. */
public final class RpcCodes {
  /** No such block, transaction or address. */
  public static final int NOT_FOUND = -5;

  /** A parameter out of range, for example a height beyond the end of the chain. */
  public static final int INVALID_PARAMETER = -8;

  /** Bytes that are no transaction. */
  public static final int DECODE_FAILED = -22;

  /** A coin that is to be spent is unknown, or was spent in a block. */
  public static final int MISSING_INPUTS = -25;

  /** Against the rules of the chain or of the node's mempool. */
  public static final int REFUSED = -26;

  /** The transaction is in a block already. */
  public static final int ALREADY_MINED = -27;

  /** The node is starting. Reported as {@link io.holdfast.chain.rpc.NodeUnreachable}. */
  static final int WARMING_UP = -28;

  private RpcCodes() {}
}

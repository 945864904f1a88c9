package io.holdfast.chain.stellar.xdr;

import org.jspecify.annotations.Nullable;

/**
 * A transaction with one operation.
 *
 * @param source the account, muxed or not, that pays the fee and whose sequence number is used
 * @param feeStroops the most that it may cost; for a contract call, with its resources
 * @param sequence one more than the account's own; each number is used once
 * @param resources for a contract call, what it touches and costs (SorobanTransactionData), as the
 *     node's simulation gave it; passed on to the bit and not looked into
 */
public record Transaction(
    ScAddress source,
    long feeStroops,
    long sequence,
    TimeBounds bounds,
    Memo memo,
    Operation operation,
    @Nullable Octets resources) {
  private static final int PRECONDITION_TIME = 1;

  static Transaction read(XdrReader from) {
    ScAddress source = ScAddress.readMuxedAccount(from);
    long fee = from.uint32();
    long sequence = from.int64();
    from.require(PRECONDITION_TIME, "precondition");
    long minTime = from.int64();
    TimeBounds bounds = new TimeBounds(minTime, from.int64());
    Memo memo = Memo.read(from);
    from.require(1, "number of operations");
    Operation operation = Operation.read(from);
    Octets resources = from.bool() ? SorobanParts.resources(from) : null;
    return new Transaction(source, fee, sequence, bounds, memo, operation, resources);
  }

  void write(XdrWriter to) {
    source.writeMuxedAccount(to);
    to.uint32(feeStroops);
    to.int64(sequence);
    to.int32(PRECONDITION_TIME);
    to.int64(bounds.minTimeSeconds());
    to.int64(bounds.maxTimeSeconds());
    memo.write(to);
    to.int32(1);
    operation.write(to);
    to.bool(resources != null);
    if (resources != null) {
      to.raw(resources);
    }
  }
}

package io.holdfast.chain.stellar.xdr;

import java.util.List;

/** What a transaction does. Those that this rail and its sandbox build; amounts in stroops. */
public sealed interface Operation {
  int MOST_ARGUMENTS = 64;
  int MOST_AUTHORIZATIONS = 16;

  /** Brings an account into being, with its first lumens. */
  record CreateAccount(ScAddress.Account destination, long startingBalance) implements Operation {}

  /**
   * @param destination an account, muxed or not
   */
  record Payment(ScAddress destination, ClassicAsset asset, long amount) implements Operation {}

  /**
   * Calls a contract.
   *
   * @param authorizations who allows the call (SorobanAuthorizationEntry), as the node's simulation
   *     gave them; passed on to the bit and not looked into
   */
  record InvokeContract(
      ScAddress.Contract contract,
      String function,
      List<ScVal> arguments,
      List<Octets> authorizations)
      implements Operation {}

  static Operation read(XdrReader from) {
    from.require(0, "an operation's own source account");
    int type = from.int32();
    return switch (type) {
      case 0 -> {
        from.require(0, "key type");
        ScAddress.Account created = new ScAddress.Account(from.fixed(ScAddress.HASH_BYTES));
        yield new CreateAccount(created, from.int64());
      }
      case 1 -> {
        ScAddress destination = ScAddress.readMuxedAccount(from);
        ClassicAsset asset = ClassicAsset.read(from);
        yield new Payment(destination, asset, from.int64());
      }
      case 24 -> readInvocation(from);
      default -> throw new XdrException("operation type " + type + " is not spoken here");
    };
  }

  private static Operation readInvocation(XdrReader from) {
    from.require(0, "host function");
    if (!(ScAddress.read(from) instanceof ScAddress.Contract contract)) {
      throw new XdrException("a call of what is no contract");
    }
    String function = from.ascii(ScVal.LONGEST_SYMBOL);
    List<ScVal> arguments = from.list(MOST_ARGUMENTS, ScVal::read);
    List<Octets> authorizations = from.list(MOST_AUTHORIZATIONS, SorobanParts::authorization);
    return new InvokeContract(contract, function, arguments, authorizations);
  }

  default void write(XdrWriter to) {
    to.int32(0);
    switch (this) {
      case CreateAccount(ScAddress.Account destination, long startingBalance) -> {
        to.int32(0);
        to.int32(0);
        to.fixed(destination.key());
        to.int64(startingBalance);
      }
      case Payment(ScAddress destination, ClassicAsset asset, long amount) -> {
        to.int32(1);
        destination.writeMuxedAccount(to);
        asset.write(to);
        to.int64(amount);
      }
      case InvokeContract(
              ScAddress.Contract contract,
              String function,
              List<ScVal> arguments,
              List<Octets> authorizations) -> {
        to.int32(24);
        to.int32(0);
        contract.write(to);
        to.ascii(function);
        to.list(arguments, argument -> argument.write(to));
        to.list(authorizations, to::raw);
      }
    }
  }
}

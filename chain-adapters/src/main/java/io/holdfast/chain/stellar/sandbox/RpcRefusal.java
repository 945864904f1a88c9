package io.holdfast.chain.stellar.sandbox;

/** The node says no, in the words and with the code of JSON-RPC 2.0. */
final class RpcRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL = -32603;

  private final int code;

  RpcRefusal(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }

  static RpcRefusal invalid(String message) {
    return new RpcRefusal(INVALID_PARAMS, message);
  }
}

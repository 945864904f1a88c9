package io.holdfast.chain.sandbox;

/**
 * The simulated node says no, with the code and the words that bitcoind has for it. An ordinary
 * answer: it carries no stack trace.
 */
final class NodeRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int MISC = -1;
  static final int WRONG_TYPE = -3;
  static final int NOT_FOUND = -5;
  static final int INVALID_PARAMETER = -8;
  static final int DECODE_FAILED = -22;
  static final int MISSING_INPUTS = -25;
  static final int REFUSED = -26;
  static final int ALREADY_MINED = -27;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int PARSE_ERROR = -32700;

  private final int code;
  private final String reason;

  /**
   * @param reason the first words of the message, as {@code testmempoolaccept} gives them
   */
  NodeRefusal(int code, String reason, String detail) {
    super(detail.isEmpty() ? reason : reason + ", " + detail, null, false, false);
    this.code = code;
    this.reason = reason;
  }

  NodeRefusal(int code, String message) {
    this(code, message, "");
  }

  /** Against the rules of the chain or of the mempool. */
  static NodeRefusal rule(String reason, String detail) {
    return new NodeRefusal(REFUSED, reason, detail);
  }

  int code() {
    return code;
  }

  String reason() {
    return reason;
  }

  /** The message, never null. */
  String words() {
    return String.valueOf(getMessage());
  }
}

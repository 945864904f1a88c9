package io.holdfast.chain.mpesa.daraja;

/** What we ask of M-Pesa. Thread-safe. */
public interface Daraja {
  /** Asks a phone for money. Not to be repeated: each call may make the phone ring. */
  PushAnswer push(Push push);

  /** What came of an asking, by M-Pesa's name for it. May be repeated. */
  QueryAnswer query(String checkoutRequestId);

  /**
   * Whether M-Pesa lets us in now. May be repeated.
   *
   * @throws io.holdfast.chain.rpc.NodeFailure where it does not, or does not answer
   */
  void knock();
}

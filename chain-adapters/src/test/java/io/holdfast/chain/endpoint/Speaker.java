package io.holdfast.chain.endpoint;

/** The smallest thing that may be asked. */
@FunctionalInterface
interface Speaker {
  String who();
}

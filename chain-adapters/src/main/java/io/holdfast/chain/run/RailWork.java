package io.holdfast.chain.run;

/** What a rail does when it is its turn; repeated for ever. */
@FunctionalInterface
public interface RailWork {
  /**
   * Does a bounded piece of work. Answers whether there is more to do at once.
   *
   * @throws RuntimeException when it could not be done; it is tried again after a while
   */
  boolean work();
}

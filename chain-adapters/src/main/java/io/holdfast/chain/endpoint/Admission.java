package io.holdfast.chain.endpoint;

import java.util.Optional;

/**
 * Which endpoints a rail believes. An answer seldom says of which chain it is (the number of an
 * account's transactions, the events of a height), and a list of endpoints is easily written wrong.
 * So each is asked for its chain before its first question, and again after each of its failures:
 * what answers then may be another node. Thread-safe.
 *
 * @param <C> what the rail asks its nodes with
 */
@FunctionalInterface
public interface Admission<C> {
  /** Why this one is asked nothing, written for people; empty where it is of our chain. */
  Optional<String> refusal(C client);
}

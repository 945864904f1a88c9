package io.holdfast.chain.balance;

import io.holdfast.api.query.BalanceState;
import io.holdfast.chain.port.BalanceSource.Told;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a balance.
 *
 * @param state what came of the last question
 * @param last what was told last, by that question or by one before
 * @param freshUntilNanos by the ticker; until then nobody asks again
 */
record Reading(BalanceState state, @Nullable Last last, long freshUntilNanos) {
  record Last(Told told, long readAtMillis) {}
}

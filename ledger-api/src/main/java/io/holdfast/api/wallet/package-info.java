/** Wallets that people bring: how one proves that it is theirs. */
@NullMarked
package io.holdfast.api.wallet;

import org.jspecify.annotations.NullMarked;

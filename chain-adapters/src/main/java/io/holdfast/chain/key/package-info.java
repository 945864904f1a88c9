/** A rail's seed in a file, sealed under a passphrase. What a seed signs for, each rail knows. */
@NullMarked
package io.holdfast.chain.key;

import org.jspecify.annotations.NullMarked;

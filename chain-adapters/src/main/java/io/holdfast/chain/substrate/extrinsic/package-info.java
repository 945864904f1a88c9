/** What we send: calls, the time in which they hold, and the signed bytes. Pure but for the key. */
@NullMarked
package io.holdfast.chain.substrate.extrinsic;

import org.jspecify.annotations.NullMarked;

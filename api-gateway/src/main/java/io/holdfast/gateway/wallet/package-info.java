/** Which networks see a person's wallets, and what the wallets have there. */
@NullMarked
package io.holdfast.gateway.wallet;

import org.jspecify.annotations.NullMarked;

/**
 * Keys of a Bitcoin rail: BIP-84 below one account. The account's public key makes every address;
 * its private key never leaves a {@link io.holdfast.chain.bitcoin.key.Signer}.
 */
@NullMarked
package io.holdfast.chain.bitcoin.key;

import org.jspecify.annotations.NullMarked;

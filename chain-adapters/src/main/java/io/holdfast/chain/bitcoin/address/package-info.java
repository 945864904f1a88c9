/** Addresses of a Bitcoin rail: those we give out, and those we may pay. */
@NullMarked
package io.holdfast.chain.bitcoin.address;

import org.jspecify.annotations.NullMarked;

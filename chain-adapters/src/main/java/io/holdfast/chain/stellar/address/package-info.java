/** Addresses of the Stellar rail: those we give out, and those we may pay. */
@NullMarked
package io.holdfast.chain.stellar.address;

import org.jspecify.annotations.NullMarked;

/**
 * The part of Stellar's wire format (XDR, RFC 4506; structures of stellar-xdr v23) that this rail
 * speaks, strictly: every encoding has one spelling, and what is read must be that spelling to its
 * last byte. Anything else is refused with {@link io.holdfast.chain.stellar.xdr.XdrException},
 * never half understood.
 */
@NullMarked
package io.holdfast.chain.stellar.xdr;

import org.jspecify.annotations.NullMarked;

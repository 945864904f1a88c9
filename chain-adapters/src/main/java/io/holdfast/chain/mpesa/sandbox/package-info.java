/**
 * A Daraja of our own, on a loopback door: the same protocol, with phones that answer by number.
 */
@NullMarked
package io.holdfast.chain.mpesa.sandbox;

import org.jspecify.annotations.NullMarked;

/** Daraja, M-Pesa's public API, as far as a phone is asked for money by it. */
@NullMarked
package io.holdfast.chain.mpesa.daraja;

import org.jspecify.annotations.NullMarked;

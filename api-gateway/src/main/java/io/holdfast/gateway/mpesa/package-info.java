/** Paying an order on a phone, and M-Pesa's own door. */
@NullMarked
package io.holdfast.gateway.mpesa;

import org.jspecify.annotations.NullMarked;

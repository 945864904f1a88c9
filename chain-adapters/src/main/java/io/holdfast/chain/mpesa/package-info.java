/** Payments by M-Pesa: phones are asked for money, and what comes of it is asked for, too. */
@NullMarked
package io.holdfast.chain.mpesa;

import org.jspecify.annotations.NullMarked;

/**
 * Payments by M-Pesa: an order's buyer is asked on the phone for the price, and says yes by a PIN.
 * What comes of it is known when M-Pesa says so, at once, late, twice, or only when it is asked.
 */
package io.holdfast.api.mpesa;

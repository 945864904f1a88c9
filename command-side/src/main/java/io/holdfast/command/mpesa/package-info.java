/** Payments by M-Pesa: what was asked on a phone, and what came of it. */
package io.holdfast.command.mpesa;

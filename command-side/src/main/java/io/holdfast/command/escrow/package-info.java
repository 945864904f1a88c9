/** Escrow: the machine of an order, its pot, its disputes and its deadlines. */
package io.holdfast.command.escrow;

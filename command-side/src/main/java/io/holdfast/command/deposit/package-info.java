/** Deposit requests and inbound payments. */
package io.holdfast.command.deposit;

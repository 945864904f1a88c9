/** Withdrawals, from the wish to the settled payment. */
package io.holdfast.command.withdrawal;

/** Accounts: balances, holds and allow-lists. Rules are pure; Axon's classes are shells. */
package io.holdfast.command.account;

package io.holdfast.command.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody does to the ledger, in small numbers that stand for accounts, deposits,
 * withdrawals, blocks and people. Numbers collide on purpose.
 */
sealed interface Step {
  record Transfer(int entry, int from, int to, long amount) implements Step {}

  record Hold(int hold, int account, long amount) implements Step {}

  record Release(int hold, int account) implements Step {}

  record Report(int deposit, @Nullable Integer block) implements Step {}

  record Count(int deposit, int block, int confirmations) implements Step {}

  record Orphan(int deposit, int block) implements Step {}

  record Replace(int deposit) implements Step {}

  record Withdraw(int withdrawal, int account, long amount) implements Step {}

  record Approve(int withdrawal, int person) implements Step {}

  record Reject(int withdrawal, int person) implements Step {}

  record Cancel(int withdrawal, int person) implements Step {}

  record Sign(int withdrawal, int bytes) implements Step {}

  record Broadcast(int withdrawal, int bytes) implements Step {}

  record CountOut(int withdrawal, int block, int confirmations) implements Step {}

  record OrphanOut(int withdrawal, int block) implements Step {}

  record Fail(int withdrawal) implements Step {}
}

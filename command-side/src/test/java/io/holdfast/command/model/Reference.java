package io.holdfast.command.model;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.command.model.Step.Approve;
import io.holdfast.command.model.Step.Broadcast;
import io.holdfast.command.model.Step.Cancel;
import io.holdfast.command.model.Step.Count;
import io.holdfast.command.model.Step.CountOut;
import io.holdfast.command.model.Step.Fail;
import io.holdfast.command.model.Step.Hold;
import io.holdfast.command.model.Step.Orphan;
import io.holdfast.command.model.Step.OrphanOut;
import io.holdfast.command.model.Step.Reject;
import io.holdfast.command.model.Step.Release;
import io.holdfast.command.model.Step.Replace;
import io.holdfast.command.model.Step.Report;
import io.holdfast.command.model.Step.Sign;
import io.holdfast.command.model.Step.Transfer;
import io.holdfast.command.model.Step.Withdraw;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger as one would write it on a napkin: mutable maps, longs, strings for states, no events.
 * It shares no code with the deciders, and says for each step why it is refused, or null.
 */
final class Reference {
  static final int CREDIT_DEPTH = 2;
  static final int FINALITY_DEPTH = 4;
  static final long FEE = 100;
  static final long CHAIN_FEE = 40;

  /** What every account has at the start. */
  static final long START = 700_000;

  private static final long MINIMUM = 1_000;
  private static final long MAX_PER_WITHDRAWAL = 1_000_000;
  private static final long MAX_PER_DAY = 2_000_000;
  private static final long THRESHOLD = 500_000;
  private static final int APPROVALS = 2;

  /** Balances of everything that stands in postings. */
  final Map<String, Long> posted = new HashMap<>();

  final Map<String, Long> held = new HashMap<>();
  private final Map<String, Long> withdrawnToday = new HashMap<>();
  private final Map<Integer, Transfer> entries = new HashMap<>();
  private final Map<String, Hold> holds = new HashMap<>();
  private final Map<Integer, In> deposits = new HashMap<>();
  private final Map<Integer, Out> withdrawals = new HashMap<>();

  Reference(int accounts) {
    for (int i = 0; i < accounts; i++) {
      move("boundary:world:bitcoin", -START);
      move(account(i), START);
    }
  }

  private static final class In {
    String state = "DETECTED";
    int block = -1;
    int confirmations;
    long shortfall;
  }

  private static final class Out {
    String state = "";
    String account = "";
    long amount;
    int asker;
    int bytes = -1;
    int block = -1;
    int confirmations;
    Set<Integer> approvers = new HashSet<>();
  }

  static String account(int number) {
    return "account:" + number;
  }

  static long depositAmount(int deposit) {
    return 400_000L * (deposit + 1);
  }

  static int depositAccount(int deposit) {
    return deposit % 2;
  }

  long available(String account) {
    return posted.getOrDefault(account, 0L) - held.getOrDefault(account, 0L);
  }

  @Nullable ErrorCode take(Step step) {
    return switch (step) {
      case Transfer transfer -> transfer(transfer);
      case Hold hold -> hold(hold);
      case Release release -> release(release);
      case Report report -> report(report);
      case Count count -> count(count);
      case Orphan orphan -> orphan(orphan);
      case Replace replace -> replace(replace);
      case Withdraw withdraw -> withdraw(withdraw);
      case Approve approve -> approve(approve);
      case Reject reject -> reject(reject);
      case Cancel cancel -> cancel(cancel);
      case Sign sign -> sign(sign);
      case Broadcast broadcast -> broadcast(broadcast);
      case CountOut count -> countOut(count);
      case OrphanOut orphan -> orphanOut(orphan);
      case Fail fail -> fail(fail);
    };
  }

  private @Nullable ErrorCode transfer(Transfer step) {
    Transfer known = entries.get(step.entry());
    if (known != null) {
      return known.equals(step) ? null : ErrorCode.ALREADY_EXISTS_DIFFERENT;
    }
    if (available(account(step.from())) < step.amount()) {
      return ErrorCode.INSUFFICIENT_FUNDS;
    }
    entries.put(step.entry(), step);
    move(account(step.from()), -step.amount());
    move(account(step.to()), step.amount());
    return null;
  }

  private @Nullable ErrorCode hold(Hold step) {
    String key = step.account() + "/" + step.hold();
    Hold known = holds.get(key);
    if (known != null) {
      return known.equals(step) ? null : ErrorCode.ALREADY_EXISTS_DIFFERENT;
    }
    if (available(account(step.account())) < step.amount()) {
      return ErrorCode.INSUFFICIENT_FUNDS;
    }
    holds.put(key, step);
    held.merge(account(step.account()), step.amount(), Long::sum);
    return null;
  }

  private @Nullable ErrorCode release(Release step) {
    Hold known = holds.remove(step.account() + "/" + step.hold());
    if (known != null) {
      held.merge(account(step.account()), -known.amount(), Long::sum);
    }
    return null;
  }

  private @Nullable ErrorCode report(Report step) {
    In in = deposits.computeIfAbsent(step.deposit(), _ -> new In());
    Integer block = step.block();
    if (block == null || (inBlock(in) && in.block == block)) {
      return null;
    }
    if (in.state.equals("FINAL")) {
      return ErrorCode.WRONG_STATE;
    }
    if (inBlock(in)) {
      loseBlock(step.deposit(), in);
    }
    in.state = "CONFIRMING";
    in.block = block;
    in.confirmations = 1;
    return null;
  }

  private @Nullable ErrorCode count(Count step) {
    In in = deposits.get(step.deposit());
    if (in == null) {
      return ErrorCode.NOT_FOUND;
    }
    if (!inBlock(in) || in.block != step.block()) {
      return ErrorCode.WRONG_STATE;
    }
    if (in.state.equals("FINAL") || step.confirmations() <= in.confirmations) {
      return null;
    }
    in.confirmations = step.confirmations();
    if (in.state.equals("CONFIRMING") && in.confirmations >= CREDIT_DEPTH) {
      in.state = "CREDITED";
      long amount = depositAmount(step.deposit());
      move("boundary:world:bitcoin", -amount);
      move("boundary:shortfall:bitcoin", in.shortfall);
      move(account(depositAccount(step.deposit())), amount - in.shortfall);
      in.shortfall = 0;
    }
    if (in.confirmations >= FINALITY_DEPTH) {
      in.state = "FINAL";
    }
    return null;
  }

  private @Nullable ErrorCode orphan(Orphan step) {
    In in = deposits.get(step.deposit());
    if (in == null) {
      return ErrorCode.NOT_FOUND;
    }
    if (!inBlock(in) || in.block != step.block()) {
      return null;
    }
    if (in.state.equals("FINAL")) {
      return ErrorCode.WRONG_STATE;
    }
    loseBlock(step.deposit(), in);
    return null;
  }

  private @Nullable ErrorCode replace(Replace step) {
    In in = deposits.get(step.deposit());
    if (in == null) {
      return ErrorCode.NOT_FOUND;
    }
    if (inBlock(in)) {
      return ErrorCode.WRONG_STATE;
    }
    in.state = "REPLACED";
    return null;
  }

  private static boolean inBlock(In in) {
    return in.block >= 0;
  }

  private void loseBlock(int deposit, In in) {
    if (in.state.equals("CREDITED")) {
      String account = account(depositAccount(deposit));
      long amount = depositAmount(deposit);
      long taken = Math.min(amount, available(account));
      in.shortfall = amount - taken;
      move(account, -taken);
      move("boundary:shortfall:bitcoin", -in.shortfall);
      move("boundary:world:bitcoin", amount);
    }
    in.state = "ORPHANED";
    in.block = -1;
    in.confirmations = 0;
  }

  private @Nullable ErrorCode withdraw(Withdraw step) {
    String account = account(step.account());
    Out known = withdrawals.get(step.withdrawal());
    if (known != null) {
      return known.account.equals(account) && known.amount == step.amount()
          ? null
          : ErrorCode.ALREADY_EXISTS_DIFFERENT;
    }
    long total = step.amount() + FEE;
    if (step.amount() < MINIMUM) {
      return ErrorCode.BELOW_MINIMUM;
    }
    if (step.amount() > MAX_PER_WITHDRAWAL) {
      return ErrorCode.LIMIT_PER_WITHDRAWAL_EXCEEDED;
    }
    if (withdrawnToday.getOrDefault(account, 0L) + total > MAX_PER_DAY) {
      return ErrorCode.LIMIT_PER_DAY_EXCEEDED;
    }
    if (available(account) < total) {
      return ErrorCode.INSUFFICIENT_FUNDS;
    }
    Out out = new Out();
    out.state = step.amount() > THRESHOLD ? "AWAITING" : "APPROVED";
    out.account = account;
    out.amount = step.amount();
    out.asker = step.account();
    withdrawals.put(step.withdrawal(), out);
    held.merge(account, total, Long::sum);
    withdrawnToday.merge(account, total, Long::sum);
    return null;
  }

  private @Nullable ErrorCode approve(Approve step) {
    Out out = withdrawals.get(step.withdrawal());
    if (out == null) {
      return ErrorCode.NOT_FOUND;
    }
    if (out.asker == step.person()) {
      return ErrorCode.APPROVER_IS_REQUESTER;
    }
    if (out.approvers.contains(step.person())) {
      return null;
    }
    if (!out.state.equals("AWAITING")) {
      return ErrorCode.WRONG_STATE;
    }
    out.approvers.add(step.person());
    if (out.approvers.size() == APPROVALS) {
      out.state = "APPROVED";
    }
    return null;
  }

  private @Nullable ErrorCode reject(Reject step) {
    Out out = withdrawals.get(step.withdrawal());
    if (out == null) {
      return ErrorCode.NOT_FOUND;
    }
    if (out.asker == step.person()) {
      return ErrorCode.APPROVER_IS_REQUESTER;
    }
    return end(out, "REJECTED", "AWAITING", "APPROVED");
  }

  private @Nullable ErrorCode cancel(Cancel step) {
    Out out = withdrawals.get(step.withdrawal());
    if (out == null) {
      return ErrorCode.NOT_FOUND;
    }
    if (out.asker != step.person()) {
      return ErrorCode.FORBIDDEN;
    }
    return end(out, "CANCELLED", "AWAITING", "APPROVED");
  }

  private @Nullable ErrorCode fail(Fail step) {
    Out out = withdrawals.get(step.withdrawal());
    if (out == null) {
      return ErrorCode.NOT_FOUND;
    }
    return end(out, "FAILED", "APPROVED", "SIGNED", "BROADCAST");
  }

  private @Nullable ErrorCode end(Out out, String end, String... from) {
    if (out.state.equals(end)) {
      return null;
    }
    if (!Set.of(from).contains(out.state)) {
      return ErrorCode.WRONG_STATE;
    }
    out.state = end;
    held.merge(out.account, -(out.amount + FEE), Long::sum);
    withdrawnToday.merge(out.account, -(out.amount + FEE), Long::sum);
    return null;
  }

  private @Nullable ErrorCode sign(Sign step) {
    Out out = withdrawals.get(step.withdrawal());
    if (out == null) {
      return ErrorCode.NOT_FOUND;
    }
    if (paying(out)) {
      return out.bytes == step.bytes() ? null : ErrorCode.ALREADY_EXISTS_DIFFERENT;
    }
    if (!out.state.equals("APPROVED")) {
      return ErrorCode.WRONG_STATE;
    }
    out.state = "SIGNED";
    out.bytes = step.bytes();
    return null;
  }

  private @Nullable ErrorCode broadcast(Broadcast step) {
    Out out = withdrawals.get(step.withdrawal());
    if (out == null) {
      return ErrorCode.NOT_FOUND;
    }
    if (!paying(out)) {
      return ErrorCode.WRONG_STATE;
    }
    if (out.bytes != step.bytes()) {
      return ErrorCode.ALREADY_EXISTS_DIFFERENT;
    }
    if (out.state.equals("SIGNED")) {
      out.state = "BROADCAST";
    }
    return null;
  }

  private @Nullable ErrorCode countOut(CountOut step) {
    Out out = withdrawals.get(step.withdrawal());
    if (out == null) {
      return ErrorCode.NOT_FOUND;
    }
    if (!paying(out)) {
      return ErrorCode.WRONG_STATE;
    }
    if (out.state.equals("SETTLED")) {
      return out.block == step.block() ? null : ErrorCode.WRONG_STATE;
    }
    if (out.block == step.block() && step.confirmations() <= out.confirmations) {
      return null;
    }
    out.state = "CONFIRMING";
    out.block = step.block();
    out.confirmations = step.confirmations();
    if (out.confirmations >= FINALITY_DEPTH) {
      out.state = "SETTLED";
      held.merge(out.account, -(out.amount + FEE), Long::sum);
      move(out.account, -(out.amount + FEE));
      move("boundary:world:bitcoin", out.amount + CHAIN_FEE);
      move("boundary:fees:bitcoin", FEE - CHAIN_FEE);
    }
    return null;
  }

  private @Nullable ErrorCode orphanOut(OrphanOut step) {
    Out out = withdrawals.get(step.withdrawal());
    if (out == null) {
      return ErrorCode.NOT_FOUND;
    }
    if (!paying(out)) {
      return ErrorCode.WRONG_STATE;
    }
    if (out.block != step.block()) {
      return null;
    }
    if (out.state.equals("SETTLED")) {
      return ErrorCode.WRONG_STATE;
    }
    out.state = "BROADCAST";
    out.block = -1;
    out.confirmations = 0;
    return null;
  }

  private static boolean paying(Out out) {
    return Set.of("SIGNED", "BROADCAST", "CONFIRMING", "SETTLED").contains(out.state);
  }

  private void move(String account, long amount) {
    posted.merge(account, amount, Long::sum);
  }
}

package io.holdfast.chain.contract;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.rail.CarryOutDecision;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.api.withdrawal.WithdrawalBroadcast;
import io.holdfast.api.withdrawal.WithdrawalEvent;
import io.holdfast.api.withdrawal.WithdrawalFailed;
import io.holdfast.api.withdrawal.WithdrawalOrphaned;
import io.holdfast.api.withdrawal.WithdrawalSigned;
import io.holdfast.chain.ledger.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Remembers what it is told, and of withdrawals does what the ledger does. Can refuse, and can die
 * before or after it took a command.
 */
public final class FakeLedger implements Ledger {
  private final List<Command> told = new ArrayList<>();
  private final List<Map<String, String>> metadata = new ArrayList<>();
  private final Map<String, RecordSigned> signed = new HashMap<>();
  private Consumer<WithdrawalEvent> projection = _ -> {};
  private Predicate<Command> refuses = _ -> false;
  private final Set<CarryOutDecision> decided = new HashSet<>();
  private int commandsUntilDeath = Integer.MAX_VALUE;
  private final Set<Command> known = new HashSet<>();
  private final Map<String, Long> counts = new HashMap<>();
  private int finalityDepth = Integer.MAX_VALUE;
  private Consumer<Command> books = _ -> {};

  public void projectTo(Consumer<WithdrawalEvent> projection) {
    this.projection = projection;
  }

  /** Whatever is taken is entered there. */
  void enterInto(Consumer<Command> books) {
    this.books = books;
  }

  public void refuse(Predicate<Command> refused) {
    refuses = refused;
  }

  /** As if an administrator had decided to go over to the branch that begins with this block. */
  public void accept(String rail, String branch) {
    decided.add(new CarryOutDecision(rail, branch));
  }

  /** As if the next block had been applied: a decision holds only until then. */
  public void forgetDecisions() {
    decided.clear();
  }

  /** Takes so many commands more, the last of them without an answer, and then no more. */
  public void dieAfter(int commands) {
    commandsUntilDeath = commands;
  }

  public void recover() {
    commandsUntilDeath = Integer.MAX_VALUE;
  }

  @Override
  public CompletableFuture<Boolean> send(Command command, Map<String, String> about) {
    if (commandsUntilDeath <= 0) {
      return CompletableFuture.failedFuture(new IllegalStateException("the ledger is gone"));
    }
    commandsUntilDeath--;
    if (refuses.test(command) || isUndecided(command)) {
      return refused(ErrorCode.WRONG_STATE);
    }
    if (command instanceof RecordSigned other
        && !signed.computeIfAbsent(other.targetId(), _ -> other).equals(other)) {
      return refused(ErrorCode.ALREADY_EXISTS_DIFFERENT);
    }
    told.add(command);
    metadata.add(about);
    books.accept(command);
    project(command);
    boolean news = isNews(command);
    return commandsUntilDeath == 0
        ? CompletableFuture.failedFuture(new IllegalStateException("the answer was lost"))
        : CompletableFuture.completedFuture(news);
  }

  private boolean isUndecided(Command command) {
    return command instanceof CarryOutDecision question && !decided.contains(question);
  }

  /** The ledger counts up to its finality depth, and never down. */
  private boolean isNews(Command command) {
    return switch (command) {
      case CountConfirmations(var id, var block, var count) -> isMore(id + " " + block, count);
      case CountWithdrawalConfirmations(var id, var block, var count) ->
          isMore(id + " " + block, count);
      default -> known.add(command);
    };
  }

  private boolean isMore(String counted, long count) {
    long before = counts.getOrDefault(counted, 0L);
    counts.put(counted, Math.max(before, count));
    return count > before && before < finalityDepth;
  }

  /** What is counted so deep is final, and all that is told of it is known. */
  public void holdsFinalAt(int depth) {
    finalityDepth = depth;
  }

  /** As a ledger that never heard of anything. */
  public void knowNothing() {
    known.clear();
    counts.clear();
  }

  private static CompletableFuture<Boolean> refused(ErrorCode code) {
    return CompletableFuture.failedFuture(new Rejection(code, "refused by the test"));
  }

  private void project(Command command) {
    switch (command) {
      case RecordSigned(var id, var transaction, var hex, var fee) ->
          projection.accept(new WithdrawalSigned(id.value(), transaction, hex, fee.digits()));
      case RecordBroadcast(var id, var transaction) ->
          projection.accept(new WithdrawalBroadcast(id.value(), transaction));
      case OrphanWithdrawal(var id, var block) ->
          projection.accept(new WithdrawalOrphaned(id.value(), block.height(), block.hash()));
      case FailWithdrawal(var id, var reason) ->
          projection.accept(new WithdrawalFailed(id.value(), reason));
      default -> {}
    }
  }

  public List<Command> told() {
    return List.copyOf(told);
  }

  public <T extends Command> List<T> told(Class<T> type) {
    return told.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public Map<String, String> metadataOf(Command command) {
    return metadata.get(told.indexOf(command));
  }

  public void forget() {
    told.clear();
    metadata.clear();
  }
}

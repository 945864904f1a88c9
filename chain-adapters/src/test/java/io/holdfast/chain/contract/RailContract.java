package io.holdfast.chain.contract;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.OrphanPayment;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.identity.MetaKeys;
import io.holdfast.api.rail.ApplyBlock;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.OrphanBlock;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.reconciliation.CaseId;
import io.holdfast.api.reconciliation.Comparison;
import io.holdfast.api.reconciliation.Difference;
import io.holdfast.api.reconciliation.DifferenceKind;
import io.holdfast.api.reconciliation.Line;
import io.holdfast.api.reconciliation.RecordComparison;
import io.holdfast.api.reconciliation.RecordRepair;
import io.holdfast.api.replay.EndReplayPart;
import io.holdfast.api.replay.RecordReplayProgress;
import io.holdfast.api.replay.ReplayFinding;
import io.holdfast.api.replay.ReplayOutcome;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.OrphanWithdrawal;
import io.holdfast.api.withdrawal.RecordBroadcast;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.chain.endpoint.EndpointState;
import io.holdfast.chain.endpoint.EndpointState.Health;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.rpc.NodeFailure;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every rail does, on its own peer. A rail runs it by giving a {@link RailPeer}.
 *
 * @param <P> the rail's peer
 * @param <H> the rail's harness
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RailContract<P extends RailPeer<H>, H extends RailHarness> {
  private static final long BLOCKS_BEFORE = 5;

  protected P peer;
  protected H rail;

  /** A chain with some blocks, and with coins outside. */
  protected abstract P start();

  @BeforeAll
  void aPeer() {
    peer = start();
  }

  @BeforeEach
  void aRailAtTheHead() {
    peer.mine(1);
    rail = peer.rail(BLOCKS_BEFORE);
    rail.ledger.holdsFinalAt(rail.rail().finalityDepthBlocks());
    rail.turn();
  }

  @AfterEach
  void closeRail() {
    rail.close();
  }

  @AfterAll
  void closePeer() {
    peer.close();
  }

  // ---- following

  @Test
  void takesEveryBlockInFromTheStartHeightAndSaysThatItFollows() {
    assertThat(rail.appliedHeights())
        .isEqualTo(LongStream.rangeClosed(rail.lowestHeight(), peer.height()).boxed().toList())
        .hasSizeGreaterThan((int) BLOCKS_BEFORE);
    assertThat(rail.state()).contains(RailState.FOLLOWING);
    assertStoredChainIsThePeers();
  }

  @Test
  void takesInAfterARestartWhatWasMinedMeanwhileAndNothingTwice() {
    long before = peer.height();
    rail.ledger.forget();
    peer.mine(3);

    rail.restart();
    rail.turn();

    assertThat(rail.appliedHeights())
        .isEqualTo(LongStream.rangeClosed(before + 1, peer.height()).boxed().toList());
  }

  @Test
  void saysThatTheNodeIsUnreachableWhileItAnswersNothingAndGoesOnAfterwards() {
    peer.stall();
    try {
      assertThatThrownBy(rail::turn).isInstanceOf(NodeFailure.class);
      assertThat(rail.state()).contains(RailState.UNREACHABLE);
    } finally {
      peer.resume();
    }
    await().ignoreExceptionsInstanceOf(NodeFailure.class).untilAsserted(rail::turn);
    assertThat(rail.state()).contains(RailState.FOLLOWING);
  }

  @Test
  void takesNothingInAndPaysNothingOutWhileItIsPausedAlsoAfterARestart() {
    fund();
    rail.pause();
    long before = peer.height();
    rail.ledger.forget();
    peer.pay(rail.depositAddress("a"), peer.ordinaryAmount());
    rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());
    peer.mine(1);

    rail.turn();
    rail.restart();
    rail.turn();
    assertThat(rail.ledger.told(ApplyBlock.class)).isEmpty();
    assertThat(rail.ledger.told(RecordSigned.class)).isEmpty();
    assertThat(rail.ledger.told(ChangeRailState.class)).isEmpty();

    rail.resume();
    rail.turn();
    assertThat(rail.appliedHeights())
        .isEqualTo(LongStream.rangeClosed(before + 1, peer.height()).boxed().toList());
    assertThat(rail.ledger.told(ReportPayment.class)).hasSize(1);
    assertThat(rail.ledger.told(RecordSigned.class)).hasSize(1);
    assertThat(rail.state()).contains(RailState.FOLLOWING);
  }

  @Test
  void followsAfterARestoreAndSignsNothingBeforeAnAdministratorResumesIt() {
    fund();
    rail.ledger.forget();
    rail.restored(10);
    String withdrawal = rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());
    peer.mine(1);

    rail.turn();
    rail.restart();
    rail.turn();
    assertThat(rail.appliedHeights()).contains(peer.height());
    assertThat(rail.ledger.told(RecordSigned.class)).isEmpty();
    assertThat(rail.whyItWaits(withdrawal)).contains("restored from a backup");

    rail.pause();
    rail.resume();
    rail.turn();
    assertThat(rail.ledger.told(RecordSigned.class)).hasSize(1);
  }

  // ---- endpoints

  @ParameterizedTest
  @EnumSource
  void goesOnByTheSecondEndpointWhateverIsWrongWithTheFirst(FaultyLine.Fault fault) {
    TwoLines<?> lines = rail.takeTwoLines();
    rail.turn();
    lines.first.is(fault);
    peer.mine(2);
    rail.ledger.forget();

    rail.turn();

    assertThat(rail.appliedHeights()).contains(peer.height());
    assertThat(rail.ledger.told(ChangeRailState.class)).isEmpty();
    assertThat(lines.states()).extracting(EndpointState::preferred).containsExactly(false, true);
    assertThat(lines.states().getFirst().lastError()).isNotBlank();
    assertThat(lines.states().getLast().lastError()).isNull();
  }

  @Test
  void turnsToTheSecondEndpointWhenTheFirstIsBehindUs() {
    TwoLines<?> lines = rail.takeTwoLines();
    lines.moody.standsStill();
    rail.turn();
    lines.swap();
    peer.mine(2);
    rail.turn();
    lines.swap();
    rail.ledger.forget();

    rail.turn();
    rail.turn();

    assertThat(rail.ledger.told(ChangeRailState.class))
        .extracting(ChangeRailState::state)
        .containsExactly(RailState.STALLED, RailState.FOLLOWING);
    assertThat(lines.states()).extracting(EndpointState::preferred).containsExactly(false, true);
    assertStoredChainIsThePeers();
  }

  @Test
  void asksAnEndpointOfAnotherChainForNothingElse() {
    TwoLines<?> lines = rail.takeTwoLines();
    lines.moody.says(rail.wordOfAnotherChain().getKey(), rail.wordOfAnotherChain().getValue());
    peer.mine(2);

    rail.turn();

    assertThat(rail.state()).contains(RailState.FOLLOWING);
    assertThat(lines.states().getFirst().health()).isEqualTo(Health.REFUSED);
    assertThat(lines.states()).extracting(EndpointState::preferred).containsExactly(false, true);
    assertStoredChainIsThePeers();
  }

  @Test
  void sendsTheSameBytesByTheSecondEndpointWhenTheFirstTookThemWithoutAWord() {
    fund();
    TwoLines<?> lines = rail.takeTwoLines();
    rail.turn();
    lines.moody.isSilentAboutWhatItTook();
    rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());

    rail.turn();
    rail.turn();
    mineUntilFinal();
    rail.turn();

    RecordSigned signed = only(RecordSigned.class);
    assertThat(only(RecordBroadcast.class).transaction()).isEqualTo(signed.transaction());
    assertThat(lines.states().getFirst().lastError()).isNotBlank();
    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class))
        .isNotEmpty()
        .allSatisfy(
            count ->
                assertThat(count.block().hash()).isEqualTo(peer.blockOf(signed.transaction())));
    assertThat(rail.ledger.told(FailWithdrawal.class)).isEmpty();
  }

  // ---- deposits

  @Test
  void reportsAPaymentInItsBlock() {
    String address = rail.depositAddress("a");
    String transaction = peer.pay(address, peer.ordinaryAmount());
    peer.mine(1);

    rail.turn();

    ReportPayment report = lastReport();
    assertThat(report.transaction()).isEqualTo(transaction);
    assertThat(report.requestId().value()).isEqualTo("deposit-request:a");
    assertThat(report.amount().minor().longValueExact()).isEqualTo(peer.ordinaryAmount());
    assertThat(Objects.requireNonNull(report.block()).hash()).isEqualTo(peer.blockOf(transaction));
    assertThat(rail.ledger.metadataOf(report))
        .containsEntry(MetaKeys.ACTOR, "system:" + rail.rail().id())
        .containsEntry(MetaKeys.TRANSACTION, transaction)
        .containsEntry(MetaKeys.BLOCK_HASH, peer.blockOf(transaction));
  }

  /** A deposit is credited when it is counted as deep as the rail's credit depth. */
  @Test
  void countsAPaymentUntilItIsFinalAndNoFurther() {
    peer.pay(rail.depositAddress("a"), peer.ordinaryAmount());
    mineUntilFinal();

    rail.turn();

    assertThat(rail.ledger.told(CountConfirmations.class))
        .allSatisfy(count -> assertThat(count.depositId()).isEqualTo(lastReport().depositId()))
        .extracting(CountConfirmations::confirmations)
        .isSorted()
        .doesNotHaveDuplicates()
        .last()
        .satisfies(
            last -> assertThat(last).isGreaterThanOrEqualTo(rail.rail().finalityDepthBlocks()));
    rail.ledger.forget();
    peer.mine(3);
    rail.turn();
    assertThat(rail.ledger.told(CountConfirmations.class)).isEmpty();
  }

  @Test
  void movesTheCursorAfterEverythingInTheBlockWasTold() {
    peer.pay(rail.depositAddress("a"), peer.ordinaryAmount());
    rail.turn();
    peer.mine(1);
    rail.ledger.forget();

    rail.turn();

    int reported = rail.ledger.told().indexOf(lastReport());
    ApplyBlock applied =
        rail.ledger.told(ApplyBlock.class).stream()
            .filter(apply -> apply.block().equals(lastReport().block()))
            .findFirst()
            .orElseThrow();
    assertThat(rail.ledger.told().indexOf(applied)).isGreaterThan(reported);
  }

  @Test
  void parksWhatTheLedgerRefusesOnceAndGoesOn() {
    rail.ledger.refuse(ReportPayment.class::isInstance);
    peer.pay(rail.depositAddress("a"), peer.ordinaryAmount());
    peer.mine(3);

    rail.turn();

    assertThat(rail.count("SELECT count(*) FROM rail.parked WHERE error_code = 'WRONG_STATE'"))
        .isOne();
    assertThat(rail.ledger.told(CountConfirmations.class)).isEmpty();
    assertThat(rail.appliedHeights()).contains(peer.height());
  }

  // ---- reorganisations

  @Test
  void takesBackFromTheTipDownAndReportsAgainWhereItIsMinedAgain() {
    assumeTrue(peer.reorganises());
    String transaction = peer.pay(rail.depositAddress("a"), peer.ordinaryAmount());
    peer.mine(2);
    rail.turn();
    long tip = peer.height();
    String firstBlock = peer.blockOf(transaction);
    rail.ledger.forget();
    peer.reorganise(2);

    rail.turn();

    assertThat(rail.ledger.told(OrphanBlock.class))
        .extracting(orphan -> orphan.block().height() + ">" + orphan.newTip().height())
        .containsExactly(tip + ">" + (tip - 1), (tip - 1) + ">" + (tip - 2));
    assertThat(rail.ledger.told(OrphanPayment.class))
        .extracting(orphan -> orphan.block().hash())
        .containsExactly(firstBlock);
    assertThat(rail.ledger.told(ReportPayment.class))
        .allSatisfy(report -> assertThat(report.block()).isNull());

    peer.mine(1);
    rail.turn();

    assertThat(Objects.requireNonNull(lastReport().block()).hash())
        .isEqualTo(peer.blockOf(transaction))
        .isNotEqualTo(firstBlock);
    assertStoredChainIsThePeers();
  }

  @Test
  void keepsOrphanedBlocks() {
    assumeTrue(peer.reorganises());
    peer.mine(1);
    rail.turn();
    peer.reorganise(1);

    rail.turn();

    assertThat(rail.count("SELECT count(*) FROM rail.block WHERE state = 'ORPHANED'")).isOne();
  }

  @Test
  void freezesBeforeItTakesBackWhatIsFinal() {
    assumeTrue(peer.reorganises());
    int depth = rail.rail().finalityDepthBlocks() + 1;
    mineUntilFinal();
    rail.turn();
    List<String> before = rail.storedChain();
    rail.ledger.forget();
    peer.reorganise(Math.max(depth, (int) (peer.height() - finalHeight() + 1)));

    rail.turn();
    rail.turn();

    assertThat(rail.state()).contains(RailState.FROZEN);
    assertThat(rail.ledger.told()).hasOnlyElementsOfType(ChangeRailState.class).hasSize(1);
    assertThat(rail.storedChain()).isEqualTo(before);
  }

  // ---- withdrawals

  @Test
  void signsStoresSendsAndCountsUntilTheWithdrawalIsFinal() {
    fund();
    String id = rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());

    rail.turn();
    rail.turn();

    RecordSigned signed = only(RecordSigned.class);
    assertThat(peer.knows(signed.transaction())).isTrue();
    assertThat(only(RecordBroadcast.class))
        .isEqualTo(new RecordBroadcast(signed.withdrawalId(), signed.transaction()));

    mineUntilFinal();
    rail.turn();

    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class))
        .allSatisfy(count -> assertThat(count.withdrawalId().value()).isEqualTo(id))
        .extracting(CountWithdrawalConfirmations::confirmations)
        .isSorted()
        .doesNotHaveDuplicates()
        .last()
        .satisfies(
            last -> assertThat(last).isGreaterThanOrEqualTo(rail.rail().finalityDepthBlocks()));
  }

  @Test
  void followsAfterAPauseWhatItHadSentBefore() {
    fund();
    rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());
    rail.turn();
    rail.turn();
    String transaction = only(RecordSigned.class).transaction();
    rail.pause();
    mineUntilFinal();
    rail.turn();
    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class)).isEmpty();

    rail.restart();
    rail.resume();
    rail.turn();

    assertThat(only(RecordSigned.class).transaction()).isEqualTo(transaction);
    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class).getLast().confirmations())
        .isGreaterThanOrEqualTo(rail.rail().finalityDepthBlocks());
  }

  @Test
  void storesTheBytesBeforeItSendsThem() {
    fund();
    rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());
    rail.ledger.dieAfter(1);
    assertThatThrownBy(rail::turn).isInstanceOf(LedgerFault.class);

    assertThat(peer.knows(only(RecordSigned.class).transaction())).isFalse();
  }

  @Test
  void countsAWithdrawalAgainAfterAReorganisationAndSignsNoOther() {
    assumeTrue(peer.reorganises());
    fund();
    rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());
    rail.turn();
    rail.turn();
    peer.mine(1);
    rail.turn();
    String transaction = only(RecordSigned.class).transaction();
    peer.reorganise(1);

    rail.turn();

    assertThat(rail.ledger.told(OrphanWithdrawal.class)).hasSize(1);
    peer.mine(1);
    rail.turn();
    assertThat(rail.ledger.told(RecordSigned.class)).hasSize(1);
    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class).getLast().block().hash())
        .isEqualTo(peer.blockOf(transaction));
  }

  /**
   * Wherever the program dies on the way of a deposit and a withdrawal, the outcome is the same.
   */
  @Test
  void doesEverythingOnceHoweverOftenItIsKilled() {
    fund();
    rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());
    String deposit = peer.pay(rail.depositAddress("late"), peer.ordinaryAmount());

    for (int patience = 1; patience < 40; patience++) {
      rail.ledger.dieAfter(1 + patience % 3);
      try {
        rail.turn();
      } catch (LedgerFault fault) {
        assertThat(fault).hasMessageContaining("ledger");
      }
      rail.restart();
      if (patience % 5 == 0) {
        peer.mine(1);
      }
    }
    rail.ledger.recover();
    rail.turn();

    assertThat(rail.ledger.told(RecordSigned.class).stream().distinct()).hasSize(1);
    assertThat(rail.count("SELECT count(*) FROM rail.payout WHERE block_hash IS NOT NULL")).isOne();
    assertThat(rail.ledger.told(ReportPayment.class).stream().filter(ofRequest("late")))
        .isNotEmpty()
        .allSatisfy(report -> assertThat(report.transaction()).isEqualTo(deposit));
    assertThat(
            rail.ledger.told(ReportPayment.class).stream()
                .filter(ofRequest("late"))
                .map(ReportPayment::depositId)
                .distinct())
        .hasSize(1);
    assertThat(rail.count("SELECT count(*) FROM rail.parked")).isZero();
    assertStoredChainIsThePeers();
  }

  // ---- reconciliation

  @Test
  void agreesWithItsChainFromThePaymentToThePayoutAndNamesWhatIsInFlight() {
    assertAgrees();
    peer.pay(rail.depositAddress("a"), 5 * peer.ordinaryAmount());
    peer.mine(1);
    rail.turn();
    if (rail.rail().creditDepthBlocks() > 1) {
      assertThat(assertAgrees()).containsEntry("payments not credited yet", 5 * ordinary());
    }
    mineUntilFinal();
    rail.turn();
    assertThat(assertAgrees().keySet()).isSubsetOf("there before the first block");

    rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());
    rail.turn();
    rail.turn();
    assertThat(assertAgrees().keySet()).isSubsetOf("there before the first block");
    peer.mine(1);
    rail.turn();
    if (rail.rail().finalityDepthBlocks() > 1) {
      assertThat(assertAgrees().get("payouts not settled yet")).isLessThan(-ordinary() / 2);
    }
    mineUntilFinal();
    rail.turn();
    assertThat(assertAgrees().keySet()).isSubsetOf("there before the first block");
  }

  @Test
  void agreesThatAPaymentForAnOrderIsInFlightHoweverDeepItLiesUntilItIsFinal() {
    assertAgrees();
    String transaction = peer.pay(rail.depositAddress("order:1"), 5 * peer.ordinaryAmount());
    peer.mine(rail.rail().creditDepthBlocks());
    rail.turn();
    assertThat(lastReport().transaction()).isEqualTo(transaction);
    assertThat(lastReport().requestId().orderId()).contains(new OrderId("order:1"));
    if (Objects.requireNonNull(lastReport().block()).height() > finalHeight()) {
      assertThat(assertAgrees()).containsEntry("payments not credited yet", 5 * ordinary());
    }
    mineUntilFinal();
    rail.turn();
    assertThat(assertAgrees().keySet()).isSubsetOf("there before the first block");
  }

  @Test
  void takesInAgainAPaymentThatItMissedAndAgreesAgain() {
    assertAgrees();
    String transaction = peer.pay(rail.depositAddress("a"), peer.ordinaryAmount());
    mineUntilFinal();
    rail.turn();
    rail.forgetPayments();
    rail.ledger.forget();

    List<Command> told = rail.compare();

    assertThat(told).hasSize(3);
    Difference missed = onlyDifference(told.getFirst());
    assertThat(missed.kind()).isEqualTo(DifferenceKind.UNOBSERVED);
    assertThat(missed.found().minor().subtract(missed.expected().minor())).isEqualTo(ordinary());
    RecordRepair repair = (RecordRepair) told.get(1);
    assertThat(repair.caseId())
        .isEqualTo(
            CaseId.of(
                rail.rail().id(),
                missed.found().asset().code(),
                DifferenceKind.UNOBSERVED,
                missed.subject()));
    assertThat(comparison(told.getLast()).differences()).isEmpty();
    assertThat(comparison(told.getLast()).unexplained().signum()).isZero();
    assertThat(lastReport().transaction()).isEqualTo(transaction);
    assertAgrees();
  }

  @Test
  void opensOneCaseForWhatSomebodyTookWithOurKey() {
    fund();
    mineUntilFinal();
    rail.turn();
    assertAgrees();
    String theft = rail.steal(peer.outsideAddress());
    peer.mine(1);
    rail.turn();

    List<Command> told = rail.compare();

    Difference stolen = onlyDifference(told.getFirst());
    assertThat(stolen.kind()).isEqualTo(DifferenceKind.SPENT_ELSEWHERE);
    assertThat(stolen.subject()).isEqualTo(theft);
    assertThat(stolen.expected().minor().negate())
        .isEqualTo(comparison(told.getFirst()).unexplained().minor());
    assertThat(told).hasSize(1);
    assertThat(onlyDifference(rail.compare().getFirst())).isEqualTo(stolen);
  }

  /** Answers with what is in flight, by its name. */
  protected final Map<String, Long> assertAgrees() {
    List<Command> told = rail.compare();
    Comparison comparison = comparison(told.getFirst());
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.unexplained().signum()).isZero();
    assertThat(comparison.block().height()).isEqualTo(peer.height());
    assertThat(told).hasSize(1);
    return comparison.lines().stream()
        .filter(line -> line.amount().signum() != 0)
        .collect(toMap(Line::name, line -> line.amount().minor().longValueExact()));
  }

  protected static Comparison comparison(Command told) {
    return ((RecordComparison) told).comparison();
  }

  protected static Difference onlyDifference(Command told) {
    assertThat(comparison(told).differences()).hasSize(1);
    return comparison(told).differences().getFirst();
  }

  private long ordinary() {
    return peer.ordinaryAmount();
  }

  // ---- replays

  /** However often: what is stored stays as it is, nothing is news, and nothing is paid. */
  @Test
  void readsItsBlocksAgainWithNoEffectTwice() {
    depositAndWithdrawUntilFinal();
    peer.pay(rail.depositAddress("young"), peer.ordinaryAmount());
    peer.mine(1);
    rail.turn();
    List<String> before = rail.facts();
    rail.ledger.forget();

    rail.replay("replay:a", rail.lowestHeight(), -1);
    rail.replay("replay:b", -1, -1);
    rail.turn();

    assertThat(rail.facts()).isEqualTo(before);
    assertThat(rail.ledger.told(EndReplayPart.class))
        .extracting(end -> end.replayId() + " " + end.outcome())
        .containsExactly("replay:a COMPLETED", "replay:b COMPLETED");
    assertThat(rail.ledger.told(EndReplayPart.class))
        .allSatisfy(
            end -> {
              assertThat(finding(end, "blocks").checked()).isEqualTo(rail.storedChain().size());
              assertThat(finding(end, "observations").checked()).isGreaterThanOrEqualTo(2);
              assertThat(finding(end, "reports to the ledger").checked()).isPositive();
              assertThat(end.findings()).extracting(ReplayFinding::different).containsOnly(0L);
            });
    assertThat(rail.ledger.told())
        .hasOnlyElementsOfTypes(
            ReportPayment.class,
            CountConfirmations.class,
            CountWithdrawalConfirmations.class,
            RecordBroadcast.class,
            RecordChainFee.class,
            RecordReplayProgress.class,
            EndReplayPart.class);
  }

  @Test
  void findsInAReplayWhatWasMissingAndTellsTheLedger() {
    String transaction = peer.pay(rail.depositAddress("a"), peer.ordinaryAmount());
    mineUntilFinal();
    rail.turn();
    ReportPayment before = lastReport();
    List<String> facts = rail.facts();
    rail.forgetPayments();
    rail.ledger.forget();
    rail.ledger.knowNothing();

    rail.replay("replay:a", before.block().height(), before.block().height());
    rail.turn();

    EndReplayPart end = only(EndReplayPart.class);
    assertThat(end.outcome()).isEqualTo(ReplayOutcome.COMPLETED);
    assertThat(finding(end, "observations").different()).isOne();
    assertThat(finding(end, "observations").example()).contains(transaction);
    assertThat(finding(end, "reports to the ledger").example()).contains(transaction);
    assertThat(lastReport().depositId()).isEqualTo(before.depositId());
    assertThat(rail.ledger.told(CountConfirmations.class))
        .extracting(CountConfirmations::confirmations)
        .last()
        .satisfies(
            last -> assertThat(last).isGreaterThanOrEqualTo(rail.rail().finalityDepthBlocks()));
    assertThat(rail.facts()).hasSameSizeAs(facts);
  }

  @Test
  void goesOnWithAReplayWhereItWasKilledAndCountsNoBlockTwice() {
    depositAndWithdrawUntilFinal();
    List<String> before = rail.facts();
    rail.ledger.forget();
    rail.replay("replay:a", rail.lowestHeight(), -1);

    for (int patience = 0; patience < 15; patience++) {
      rail.ledger.dieAfter(1 + patience % 5);
      try {
        rail.turn();
      } catch (LedgerFault fault) {
        assertThat(fault).hasMessageContaining("ledger");
      }
      rail.restart();
    }
    rail.ledger.recover();
    rail.turn();

    assertThat(rail.ledger.told(EndReplayPart.class).stream().distinct())
        .singleElement()
        .satisfies(
            end -> {
              assertThat(finding(end, "blocks").checked()).isEqualTo(rail.storedChain().size());
              assertThat(end.findings()).extracting(ReplayFinding::different).containsOnly(0L);
            });
    assertThat(rail.facts()).isEqualTo(before);
  }

  @Test
  void stopsAReplayThatIsCancelledAlsoWhileTheNodeAnswersNothing() {
    rail.replay("replay:a", rail.lowestHeight(), -1);
    rail.cancelReplay("replay:a");
    peer.stall();
    try {
      assertThatThrownBy(rail::turn).isInstanceOf(NodeFailure.class);
    } finally {
      peer.resume();
    }

    assertThat(only(EndReplayPart.class).outcome()).isEqualTo(ReplayOutcome.CANCELLED);
    await().untilAsserted(rail::turn);
    assertThat(rail.ledger.told(EndReplayPart.class)).hasSize(1);
  }

  private void depositAndWithdrawUntilFinal() {
    fund();
    rail.withdraw("w", peer.ordinaryAmount() / 2, peer.outsideAddress());
    rail.turn();
    rail.turn();
    mineUntilFinal();
    rail.turn();
  }

  private static ReplayFinding finding(EndReplayPart end, String subject) {
    return end.findings().stream()
        .filter(finding -> finding.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  // ---- what wallets have

  @Test
  void tellsWhatAnybodysAccountHasAfterTheChainsNewestBlock() {
    String wallet = peer.outsideAddress();
    assertThat(rail.balances().isOnChain(wallet)).isTrue();
    fund();
    BigInteger before = rail.balances().ask(wallet).orElseThrow().amount();

    rail.withdraw("w", peer.ordinaryAmount() / 2, wallet);
    rail.turn();
    rail.turn();
    mineUntilFinal();

    BalanceSource.Told told = rail.balances().ask(wallet).orElseThrow();
    assertThat(told.amount().subtract(before)).isEqualTo(peer.ordinaryAmount() / 2);
    assertThat(told.exists()).isTrue();
    assertThat(told.height()).isEqualTo(peer.height());
  }

  @Test
  void failsToTellWhatAnAccountHasWhileTheNodeAnswersNothing() {
    String wallet = peer.outsideAddress();
    peer.stall();
    try {
      assertThatThrownBy(() -> rail.balances().ask(wallet)).isInstanceOf(NodeFailure.class);
    } finally {
      peer.resume();
    }
  }

  // ---- helpers

  /** Gives the rail coins that it may pay out. */
  protected void fund() {
    peer.pay(rail.depositAddress("fund-" + peer.height()), 5 * peer.ordinaryAmount());
    peer.mine(rail.rail().creditDepthBlocks());
    rail.turn();
    rail.ledger.forget();
  }

  /** Adds so many blocks that the next one's content is final, on this rail's own terms. */
  protected void mineUntilFinal() {
    peer.mine(rail.rail().finalityDepthBlocks() + 2);
  }

  protected final <C> C only(Class<C> type) {
    List<C> told = rail.ledger.told().stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  protected final ReportPayment lastReport() {
    return rail.ledger.told(ReportPayment.class).getLast();
  }

  protected final void assertStoredChainIsThePeers() {
    assertThat(rail.storedChain()).isEqualTo(peer.hashesFrom(rail.lowestHeight()));
  }

  private long finalHeight() {
    return rail.count("SELECT final_height FROM rail.cursor");
  }

  private static Predicate<ReportPayment> ofRequest(String name) {
    return report -> report.requestId().value().equals("deposit-request:" + name);
  }
}

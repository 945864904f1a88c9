package io.holdfast.command.reconciliation;

import static io.holdfast.command.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.money.Asset;
import io.holdfast.api.money.Money;
import io.holdfast.api.rail.BlockRef;
import io.holdfast.api.reconciliation.CaseClosed;
import io.holdfast.api.reconciliation.CaseEvent;
import io.holdfast.api.reconciliation.CaseExplained;
import io.holdfast.api.reconciliation.CaseId;
import io.holdfast.api.reconciliation.CaseOpened;
import io.holdfast.api.reconciliation.CaseRepaired;
import io.holdfast.api.reconciliation.Difference;
import io.holdfast.api.reconciliation.DifferenceKind;
import io.holdfast.api.reconciliation.Evidence;
import io.holdfast.api.reconciliation.ExplainCase;
import io.holdfast.api.reconciliation.RecordRepair;
import io.holdfast.command.reconciliation.Case.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseDeciderTest {
  private static final Asset BTC = new Asset("BTC", 8, "bitcoin");
  private static final CaseId ID = CaseId.of("bitcoin", "BTC", DifferenceKind.UNOBSERVED, "aa:1");
  private static final BlockRef BLOCK = new BlockRef(100, "a");
  private static final RecordRepair REPAIR = new RecordRepair(ID, "read block 99 again");
  private static final ExplainCase EXPLANATION = new ExplainCase(ID, "user:adam", "a test of ours");

  @Test
  void opensWithAllThatIsKnown() {
    assertThat(CaseDecider.found(finding(700), Case.UNOPENED))
        .containsExactly(
            new CaseOpened(
                ID.value(),
                "bitcoin",
                "BTC",
                "UNOBSERVED",
                "aa:1",
                100,
                "a",
                9,
                "0",
                "700",
                List.of(new CaseOpened.Fact("address", "bcrt1q"))));
  }

  @Test
  void isTheSameCaseWhenItIsFoundAgain() {
    assertThat(CaseDecider.found(finding(700), open())).isEmpty();
    assertThat(CaseDecider.found(finding(700), explained())).isEmpty();
  }

  @Test
  void opensAgainWhenTheFiguresChangeEvenAfterAnExplanation() {
    assertThat(CaseDecider.found(finding(701), open())).hasSize(1);
    assertThat(CaseDecider.found(finding(701), explained())).hasSize(1);
  }

  @Test
  void opensAgainWhenARepairDidNotHelp() {
    assertThat(CaseDecider.found(finding(700), repaired())).hasSize(1);
  }

  @Test
  void opensAgainWhenItComesBackAfterItWasClosed() {
    assertThat(CaseDecider.found(finding(700), closed())).hasSize(1);
  }

  @Test
  void closesOnceWhenALaterComparisonDoesNotFindIt() {
    CaseEvent gone = new CaseClosed(ID.value(), 100, "a");
    assertThat(CaseDecider.gone(ID, BLOCK, open())).containsExactly(gone);
    assertThat(CaseDecider.gone(ID, BLOCK, repaired())).containsExactly(gone);
    assertThat(CaseDecider.gone(ID, BLOCK, explained())).containsExactly(gone);
    assertThat(CaseDecider.gone(ID, BLOCK, closed())).isEmpty();
    assertThat(CaseDecider.gone(ID, BLOCK, Case.UNOPENED)).isEmpty();
  }

  @Test
  void tellsARepairOnce() {
    assertThat(CaseDecider.decide(REPAIR, open()))
        .containsExactly(new CaseRepaired(ID.value(), "read block 99 again"));
    assertThat(CaseDecider.decide(REPAIR, repaired())).isEmpty();
  }

  @Test
  void takesOneExplanationOfAPersonAndKeepsIt() {
    assertThat(CaseDecider.decide(EXPLANATION, repaired()))
        .containsExactly(new CaseExplained(ID.value(), "user:adam", "a test of ours"));
    assertThat(CaseDecider.decide(EXPLANATION, explained())).isEmpty();
    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT,
        () -> CaseDecider.decide(new ExplainCase(ID, "user:adam", "other words"), explained()));
    assertRefused(
        ErrorCode.ALREADY_EXISTS_DIFFERENT,
        () -> CaseDecider.decide(new ExplainCase(ID, "user:eve", "a test of ours"), explained()));
  }

  @Test
  void refusesToDealWithWhatNeverDifferedOrDiffersNoMore() {
    assertRefused(ErrorCode.NOT_FOUND, () -> CaseDecider.decide(EXPLANATION, Case.UNOPENED));
    assertRefused(ErrorCode.NOT_FOUND, () -> CaseDecider.decide(REPAIR, Case.UNOPENED));
    assertRefused(ErrorCode.WRONG_STATE, () -> CaseDecider.decide(EXPLANATION, closed()));
    assertRefused(ErrorCode.WRONG_STATE, () -> CaseDecider.decide(REPAIR, closed()));
  }

  private static Finding finding(long found) {
    return new Finding(
        ID,
        "bitcoin",
        "BTC",
        BLOCK,
        9,
        new Difference(
            DifferenceKind.UNOBSERVED,
            "aa:1",
            Money.zero(BTC),
            Money.of(BTC, found),
            List.of(Evidence.of("address", "bcrt1q"))));
  }

  private static Case open() {
    return after(Case.UNOPENED, CaseDecider.found(finding(700), Case.UNOPENED));
  }

  private static Case repaired() {
    return after(open(), CaseDecider.decide(REPAIR, open()));
  }

  private static Case explained() {
    return after(open(), CaseDecider.decide(EXPLANATION, open()));
  }

  private static Case closed() {
    return after(open(), CaseDecider.gone(ID, BLOCK, open()));
  }

  private static Case after(Case state, List<CaseEvent> events) {
    for (CaseEvent event : events) {
      state = CaseDecider.evolve(state, event);
    }
    return state;
  }
}

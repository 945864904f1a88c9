package io.holdfast.chain.stellar;

import static io.holdfast.chain.stellar.StellarHarness.VALID_SECONDS;
import static io.holdfast.chain.stellar.StellarPeer.LUMENS;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.Command;
import io.holdfast.api.deposit.CountConfirmations;
import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.deposit.ReportPayment;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.rail.ChangeRailState;
import io.holdfast.api.rail.RailState;
import io.holdfast.api.reconciliation.DifferenceKind;
import io.holdfast.api.reconciliation.Line;
import io.holdfast.api.withdrawal.CountWithdrawalConfirmations;
import io.holdfast.api.withdrawal.FailWithdrawal;
import io.holdfast.api.withdrawal.RecordChainFee;
import io.holdfast.api.withdrawal.RecordSigned;
import io.holdfast.chain.contract.RailContract;
import io.holdfast.chain.ledger.LedgerFault;
import io.holdfast.chain.port.BalanceSource;
import io.holdfast.chain.rpc.NodeAnsweredRubbish;
import io.holdfast.chain.stellar.key.Ed25519Key;
import io.holdfast.chain.stellar.rpc.ContractEvent;
import io.holdfast.chain.stellar.sandbox.Genesis;
import io.holdfast.chain.stellar.xdr.Memo;
import io.holdfast.chain.stellar.xdr.Octets;
import io.holdfast.chain.stellar.xdr.ScAddress;
import io.holdfast.chain.stellar.xdr.StrKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every rail does, and what only this one does, on the sandbox's network. */
class StellarRailIT extends RailContract<StellarPeer, StellarHarness> {
  @Override
  protected StellarPeer start() {
    StellarPeer started = new StellarPeer();
    started.mine(8);
    return started;
  }

  // ---- deposits

  @Test
  void knowsAPaymentByTheMemoIdOfItsEnvelope() {
    ScAddress.Muxed address = address("memo");
    peer.network.pay(Genesis.LUMENS, custody(), 7 * LUMENS, new Memo.Id(address.id()));

    assertCredited("memo", "XLM", 7 * LUMENS);
  }

  @Test
  void knowsAPaymentByANumberThatAWalletWroteIntoTheMemoText() {
    ScAddress.Muxed address = address("text");
    Octets text = Octets.of(Long.toString(address.id()).getBytes(StandardCharsets.US_ASCII));
    peer.network.pay(Genesis.LUMENS, custody(), 7 * LUMENS, new Memo.Text(text));

    assertCredited("text", "XLM", 7 * LUMENS);
  }

  @Test
  void takesTheMuxedIdBeforeAMemoBesideIt() {
    peer.network.pay(
        Genesis.LUMENS, address("muxed"), 7 * LUMENS, new Memo.Id(address("other").id()));

    assertCredited("muxed", "XLM", 7 * LUMENS);
  }

  @Test
  void tellsThatAnAccountWhichNobodyMadeIsNotThere() {
    String nobody = StrKey.encode(new Ed25519Key(new SecureRandom().generateSeed(32)).account());

    assertThat(rail.balances().ask(nobody)).contains(BalanceSource.Told.nothing(peer.height()));
  }

  @Test
  void creditsATokenToItsOwnAsset() {
    peer.network.pay(Genesis.USDC, address("token"), 3, new Memo.None());

    assertCredited("token", "USDC", 3);
  }

  @Test
  void creditsATokenThatItsIssuerMakesForUs() {
    peer.network.mint(address("minted"), 4);

    assertCredited("minted", "USDC", 4);
  }

  @Test
  void keepsAPaymentAsideThatSaysNothingOrWhatNobodyWasTold() {
    peer.network.pay(Genesis.LUMENS, custody(), LUMENS, new Memo.None());
    peer.network.pay(Genesis.LUMENS, custody(), LUMENS, new Memo.Id(123));
    peer.network.pay(Genesis.LUMENS, custody(), LUMENS, new Memo.Text(Octets.ofHex("c3a4")));
    peer.network.pay(
        Genesis.LUMENS, custody(), LUMENS, new Memo.Hash(Octets.ofHex("05".repeat(32))));
    peer.mine(1);

    rail.turn();

    assertThat(rail.ledger.told(ReportPayment.class))
        .hasSize(4)
        .allSatisfy(
            report ->
                assertThat(report.requestId().value()).isEqualTo("deposit-request:unclaimed"));
    assertThat(rail.ledger.told(CountConfirmations.class)).isEmpty();
  }

  @Test
  void givesEachRequestOneAddressForEver() {
    String first = rail.depositAddress("one");

    assertThat(rail.depositAddress("one")).isEqualTo(first);
    assertThat(rail.depositAddress("two")).isNotEqualTo(first);
    rail.restart();
    assertThat(rail.depositAddress("one")).isEqualTo(first);
  }

  @Test
  void parksAnEventThatCannotBeReadAndGoesOn() {
    peer.network.pay(Genesis.LUMENS, address("bad"), LUMENS, new Memo.None());
    peer.network.pay(Genesis.LUMENS, address("good"), 2 * LUMENS, new Memo.None());
    peer.mine(1);
    Octets storageKey = Octets.ofHex("00000014");
    rail.node.events =
        read ->
            read.stream()
                .map(each -> paysAmount(each, LUMENS) ? with(each, storageKey) : each)
                .toList();

    rail.turn();

    assertThat(
            rail.count(
                "SELECT count(*) FROM rail.parked WHERE command = 'ContractEvent'"
                    + " AND payload->>'data' = 'AAAAFA=='"))
        .isOne();
    assertThat(lastReport().requestId().value()).isEqualTo("deposit-request:good");
    assertStoredChainIsThePeers();
  }

  @Test
  void keepsWhatTokensSaidReadableByContractAndName() {
    peer.network.pay(Genesis.USDC, address("kept"), 6, new Memo.None());
    peer.mine(1);

    rail.turn();

    String usdc = StrKey.encode(Genesis.NETWORK.contractOf(Genesis.USDC));
    assertThat(
            rail.count(
                "SELECT count(*) FROM rail.contract_event WHERE name = 'transfer' AND contract = '"
                    + usdc
                    + "' AND content->'data'->>'amount' = '6' AND content->'topics'->>2 = '"
                    + StrKey.encode(custody())
                    + "'"))
        .isOne();
  }

  @Test
  void keepsAllThatAWatchedContractSaysAndTakesNoneOfItForMoney() {
    rail.watch(StrKey.encode(Genesis.NETWORK.contractOf(Genesis.USDC)));
    peer.network.burnByFaucet(8);

    rail.turn();

    assertThat(rail.count("SELECT count(*) FROM rail.contract_event WHERE name = 'burn'")).isOne();
    assertThat(rail.count("SELECT count(*) FROM rail.parked")).isZero();
    assertThat(rail.ledger.told(ReportPayment.class)).isEmpty();
  }

  @Test
  void countsAnEventThatTheNodeGivesTwiceOnce() {
    peer.network.pay(Genesis.LUMENS, address("twice"), LUMENS, new Memo.None());
    peer.mine(1);
    rail.node.events =
        read -> java.util.stream.Stream.concat(read.stream(), read.stream()).toList();

    rail.turn();

    assertThat(rail.count("SELECT count(*) FROM rail.payment WHERE request_id IS NOT NULL"))
        .isOne();
  }

  // ---- following

  @Test
  void freezesWhenTheNodeForgotALedgerThatItNeeds() {
    List<String> before = rail.storedChain();
    peer.mine(10);
    peer.network.retain(5);
    try {
      rail.turn();

      assertThat(lastState().state()).isEqualTo(RailState.FROZEN);
      assertThat(lastState().reason()).contains("no longer keeps block");
      assertThat(rail.storedChain()).isEqualTo(before);
    } finally {
      peer.network.retain(120_960);
    }
    rail.turn();
    assertThat(lastState().state()).isEqualTo(RailState.FOLLOWING);
    assertStoredChainIsThePeers();
  }

  @Test
  void goesOnWhenTheNodeKeepsJustTheNextLedger() {
    peer.mine(5);
    peer.network.retain(5);
    try {
      rail.turn();
      assertThat(lastState().state()).isEqualTo(RailState.FOLLOWING);
    } finally {
      peer.network.retain(120_960);
    }
    assertStoredChainIsThePeers();
  }

  @Test
  void freezesOnANodeOfAnotherNetwork() {
    rail.node.passphrase = _ -> "Public Global Stellar Network ; September 2015";
    peer.mine(1);

    rail.turn();

    assertThat(lastState().state()).isEqualTo(RailState.FROZEN);
    assertThat(lastState().reason()).contains("another Stellar network");
  }

  @Test
  void doesNotFollowANodeThatHidesClassicPayments() {
    rail.node.events = _ -> List.of();
    peer.network.pay(Genesis.LUMENS, address("hidden"), LUMENS, new Memo.None());
    peer.mine(1);

    assertThatThrownBy(rail::turn)
        .isInstanceOf(NodeAnsweredRubbish.class)
        .hasMessageContaining("CAP-67");
    assertThat(lastState().state()).isEqualTo(RailState.UNREACHABLE);
    rail.node.events = read -> read;
    assertCredited("hidden", "XLM", LUMENS);
  }

  // ---- withdrawals

  @Test
  void paysATokenByACallOfItsContract() {
    peer.network.pay(Genesis.USDC, address("fund"), 50, new Memo.None());
    peer.mine(1);
    rail.turn();
    String id = rail.withdraw("token", "USDC", 20, peer.outsideAddress());

    settle();

    assertPaid(id);
    assertThat(only(RecordSigned.class).chainFee().signum()).isZero();
    assertThat(peer.network.balance(Genesis.USDC, custody())).isEqualTo(30);
  }

  @Test
  void paysAUserOfAnAccountAndAnAccountByMemo() {
    ScAddress.Account faucet = Genesis.FAUCET_ACCOUNT;
    String muxed = StrKey.encode(new ScAddress.Muxed(faucet.key(), 9));

    assertPaid(pay("muxed", muxed, LUMENS));
    rail.ledger.forget();
    assertPaid(pay("memo", peer.outsideAddress() + "?memo=18446744073709551615", LUMENS));
  }

  @Test
  void bringsTheAccountIntoBeingThatItPays() {
    Ed25519Key fresh = new Ed25519Key(new SecureRandom().generateSeed(32));

    assertPaid(pay("fresh", StrKey.encode(fresh.account()), 3 * LUMENS));

    assertThat(peer.network.balance(Genesis.LUMENS, fresh.account())).isEqualTo(3 * LUMENS);
  }

  @Test
  void waitsWithAReasonWhereItCannotPay() {
    String tooMuch = rail.withdraw("much", 1_000 * LUMENS, peer.outsideAddress());
    String noToken = rail.withdraw("none", "USDC", 5, peer.outsideAddress());

    rail.turn();

    assertThat(rail.detailOf(tooMuch)).contains("waits for lumens");
    assertThat(rail.detailOf(noToken)).contains("contract would refuse");
    assertThat(rail.ledger.told(RecordSigned.class)).isEmpty();
  }

  @Test
  void failsBeforeAnythingIsSignedWhatTheChainWouldNotTake() {
    String nobody = StrKey.encode(new Ed25519Key(new SecureRandom().generateSeed(32)).account());
    String untrusting = StrKey.encode(Genesis.FAUCET_ACCOUNT);
    ScAddress.Account fresh = (ScAddress.Account) StrKey.decode(nobody);
    peer.network.pay(Genesis.USDC, address("fund"), 50, new Memo.None());
    peer.mine(1);

    assertRefused("XLM", LUMENS / 2, nobody, "NO_ACCOUNT: ");
    assertRefused("USDC", 5, nobody, "NO_ACCOUNT: ");
    assertRefused("USDC", 5, untrusting + "?memo=7", "MEMO_NOT_POSSIBLE: ");
    assertRefused("XLM", 5, "burn", "NOT_BURNABLE: ");
    assertPaid(pay("opened", nobody, 3 * LUMENS));
    assertThat(peer.network.balance(Genesis.LUMENS, fresh)).isEqualTo(3 * LUMENS);
    assertRefused("USDC", 5, nobody, "NO_TRUSTLINE: ");
    assertThat(peer.network.balance(Genesis.USDC, custody())).isEqualTo(50);
  }

  private void assertRefused(String asset, long amount, String destination, String code) {
    rail.ledger.forget();
    String name = (code + asset).replaceAll("[^A-Z]", "").toLowerCase(Locale.ROOT);
    String id = rail.withdraw(name, asset, amount, destination);

    rail.turn();

    FailWithdrawal failed = only(FailWithdrawal.class);
    assertThat(failed.withdrawalId().value()).isEqualTo(id);
    assertThat(failed.reason()).startsWith(code);
    assertThat(rail.ledger.told(RecordSigned.class)).isEmpty();
    rail.ledger.forget();
  }

  @Test
  void burnsWhatIsToBeBurnt() {
    peer.network.pay(Genesis.USDC, address("fund"), 50, new Memo.None());
    peer.mine(1);
    rail.turn();
    assertThat(rail.rail().requireDestination(" burn ")).isEqualTo("burn");
    String id = rail.withdraw("burnt", "USDC", 20, "burn");

    settle();

    assertPaid(id);
    assertThat(peer.network.balance(Genesis.USDC, custody())).isEqualTo(30);
    assertThat(rail.count("SELECT count(*) FROM rail.payment WHERE amount = 20")).isZero();
  }

  @Test
  void makesNewTokensAndTakesThemForNobodysPayment() {
    String id = rail.withdraw("minted", "USDC", 20, "mint");

    settle();

    assertPaid(id);
    assertThat(peer.network.balance(Genesis.USDC, custody())).isEqualTo(20);
    assertThat(rail.ledger.told(ReportPayment.class)).isEmpty();
    assertThat(rail.count("SELECT count(*) FROM rail.contract_event WHERE name = 'mint'")).isOne();
  }

  @Test
  void aMintThatWasSentBeforeACrashIsNoPaymentEither() {
    String id = rail.withdraw("crashed", "USDC", 20, "mint");
    rail.turn();
    rail.turn();
    peer.mine(1);
    rail.restart();

    rail.turn();

    assertPaid(id);
    assertThat(rail.ledger.told(ReportPayment.class)).isEmpty();
  }

  @Test
  void doesNotMakeTokensOfAContractThatItDoesNotAdminister() {
    peer.network.administer(Genesis.FAUCET_ACCOUNT);
    String id = rail.withdraw("foreign", "USDC", 20, "mint");

    rail.turn();

    assertThat(rail.detailOf(id)).contains("contract would refuse");
    assertThat(rail.ledger.told(RecordSigned.class)).isEmpty();
  }

  @Test
  void tellsTheFeeThatTheNetworkTookAndNotTheOneThatWasOffered() {
    rail.offer(900);
    String id = pay("fee", peer.outsideAddress(), LUMENS);

    assertPaid(id);
    assertThat(only(RecordSigned.class).chainFee().digits()).isEqualTo("900");
    assertThat(only(RecordChainFee.class).chainFee().digits()).isEqualTo("100");
  }

  @Test
  void paysOneAfterTheOther() {
    String first = rail.withdraw("first", LUMENS, peer.outsideAddress());
    String second = rail.withdraw("second", LUMENS, peer.outsideAddress());

    rail.turn();
    assertThat(rail.ledger.told(RecordSigned.class)).hasSize(1);
    assertThat(rail.detailOf(second)).isEqualTo("waits for the payment before it");
    settle();
    settle();

    assertThat(
            rail.ledger.told(CountWithdrawalConfirmations.class).stream()
                .map(count -> count.withdrawalId().value()))
        .containsExactly(first, second);
  }

  @Test
  void failsAPaymentOnlyWhenNoLedgerCanTakeItAnyMoreAndUsesItsNumberAgain() {
    rail.node.losesTransactions = true;
    rail.withdraw("lost", LUMENS, peer.outsideAddress());
    rail.turn();
    peer.mine(VALID_SECONDS - 10);
    rail.turn();
    assertThat(rail.ledger.told(FailWithdrawal.class)).isEmpty();

    peer.mine(30);
    rail.turn();

    assertThat(only(FailWithdrawal.class).withdrawalId().value()).isEqualTo("withdrawal:lost");
    rail.node.losesTransactions = false;
    rail.ledger.forget();
    assertPaid(pay("next", peer.outsideAddress(), LUMENS));
  }

  @Test
  void doesNotFailAPaymentThatWasTakenInWhileNobodyLooked() {
    rail.withdraw("taken", LUMENS, peer.outsideAddress());
    rail.turn();
    rail.turn();
    peer.mine(VALID_SECONDS + 30);

    rail.turn();

    assertThat(rail.ledger.told(FailWithdrawal.class)).isEmpty();
    assertPaid("withdrawal:taken");
  }

  @Test
  void failsAPaymentThatALedgerTookInWithoutEffect() {
    peer.network.pay(Genesis.USDC, address("fund"), 50, new Memo.None());
    peer.mine(1);
    rail.turn();
    rail.withdraw("trapped", "USDC", 50, peer.outsideAddress());
    rail.ledger.dieAfter(1);
    assertThatThrownBy(rail::turn).isInstanceOf(LedgerFault.class);
    peer.network.clawBack(custody(), 50);
    rail.ledger.recover();

    settle();

    assertThat(only(FailWithdrawal.class).withdrawalId().value()).isEqualTo("withdrawal:trapped");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "G",
        "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGA",
        "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080",
        "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ?memo=",
        "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ?memo=18446744073709551616",
        "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ?memo=-1"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> rail.rail().requireDestination(text))
        .isInstanceOfSatisfying(
            Rejection.class,
            rejection -> assertThat(rejection.code()).isEqualTo(ErrorCode.ADDRESS_MALFORMED));
  }

  @Test
  void refusesToPayItself() {
    for (String ours : List.of(rail.depositAddress("a"), StrKey.encode(custody()))) {
      assertThatThrownBy(() -> rail.rail().requireDestination(ours))
          .isInstanceOfSatisfying(
              Rejection.class,
              rejection -> assertThat(rejection.code()).isEqualTo(ErrorCode.ADDRESS_IS_OURS));
    }
  }

  // ---- reconciliation

  @Test
  void comparesEachAssetByItselfAndNamesTheFeesThatNobodyOwes() {
    assertThat(agreed(rail.compareTokens())).isEmpty();
    assertAgrees();
    peer.network.pay(Genesis.USDC, address("token"), 50, new Memo.None());
    peer.mine(1);
    rail.turn();
    rail.withdraw("out", "USDC", 20, peer.outsideAddress());
    settle();
    rail.withdraw("minted", "USDC", 7, "mint");
    settle();

    assertThat(agreed(rail.compareTokens())).isEmpty();
    assertThat(peer.network.balance(Genesis.USDC, custody())).isEqualTo(37);
    assertThat(assertAgrees())
        .containsEntry(
            "fees of payouts in other assets", -rail.count("SELECT sum(fee) FROM rail.sent"));
  }

  @Test
  void missesWhatTheIssuerTookBack() {
    peer.network.pay(Genesis.USDC, address("token"), 50, new Memo.None());
    peer.mine(1);
    rail.turn();
    assertThat(agreed(rail.compareTokens())).isEmpty();
    peer.network.clawBack(custody(), 5);
    peer.mine(1);
    rail.turn();

    List<Command> told = rail.compareTokens();

    assertThat(onlyDifference(told.getFirst()).kind()).isEqualTo(DifferenceKind.MISSING);
    assertThat(comparison(told.getFirst()).unexplained().digits()).isEqualTo("-5");
    assertAgrees();
  }

  @Test
  void comparesATokenByWhatItsContractSaysAndMissesWhatWasTaken() {
    rail.forgetTheClassicToken();
    assertThat(agreed(rail.compareTokens())).isEmpty();
    peer.network.pay(Genesis.USDC, address("token"), 50, new Memo.None());
    peer.mine(1);
    rail.turn();
    rail.withdraw("out", "USDC", 20, peer.outsideAddress());
    settle();
    assertThat(agreed(rail.compareTokens())).isEmpty();

    peer.network.clawBack(custody(), 5);
    peer.mine(1);
    rail.turn();
    List<Command> told = rail.compareTokens();

    assertThat(onlyDifference(told.getFirst()).kind()).isEqualTo(DifferenceKind.MISSING);
    assertThat(comparison(told.getFirst()).unexplained().digits()).isEqualTo("-5");
  }

  /** What was there before is nothing that could differ. */
  private static Map<String, Long> agreed(List<Command> told) {
    assertThat(comparison(told.getFirst()).differences()).isEmpty();
    assertThat(comparison(told.getFirst()).unexplained().signum()).isZero();
    return comparison(told.getFirst()).lines().stream()
        .filter(line -> line.amount().signum() != 0)
        .collect(toMap(Line::name, line -> line.amount().minor().longValueExact()));
  }

  // ---- helpers

  private ScAddress.Account custody() {
    return rail.key.account();
  }

  private ScAddress.Muxed address(String name) {
    return (ScAddress.Muxed) StrKey.decode(rail.depositAddress(name));
  }

  private ChangeRailState lastState() {
    return rail.ledger.told(ChangeRailState.class).getLast();
  }

  private void assertCredited(String name, String asset, long amount) {
    peer.mine(1);
    rail.turn();
    ReportPayment report = lastReport();
    assertThat(report.requestId()).isEqualTo(new DepositRequestId("deposit-request:" + name));
    assertThat(report.amount().asset().code()).isEqualTo(asset);
    assertThat(report.amount().minor().longValueExact()).isEqualTo(amount);
    assertThat(rail.ledger.told(CountConfirmations.class))
        .extracting(CountConfirmations::depositId)
        .containsOnlyOnce(report.depositId());
  }

  private String pay(String name, String destination, long stroops) {
    String id = rail.withdraw(name, stroops, rail.rail().requireDestination(destination));
    settle();
    return id;
  }

  private void settle() {
    rail.turn();
    rail.turn();
    peer.mine(1);
    rail.turn();
  }

  private void assertPaid(String id) {
    assertThat(rail.detailOf(id)).isEmpty();
    assertThat(rail.ledger.told(CountWithdrawalConfirmations.class))
        .extracting(count -> count.withdrawalId().value() + " " + count.confirmations())
        .containsExactly(id + " 1");
  }

  private static boolean paysAmount(ContractEvent event, long amount) {
    return event.data().hex().contains("%016x".formatted(amount));
  }

  private static ContractEvent with(ContractEvent event, Octets data) {
    return new ContractEvent(
        event.id(), event.sequence(), event.contract(), event.topics(), data, event.transaction());
  }
}

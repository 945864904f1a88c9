package io.holdfast.chain.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.deposit.DepositRequestId;
import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.chain.bitcoin.address.AddressBook;
import io.holdfast.chain.bitcoin.address.Destinations;
import io.holdfast.chain.bitcoin.key.KeyPath;
import io.holdfast.chain.bitcoin.key.KeyPath.Branch;
import io.holdfast.chain.bitcoin.key.SeedSigner;
import io.holdfast.chain.key.KeyFileException;
import io.holdfast.chain.restore.RestoredRails;
import io.holdfast.testkit.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.bitcoinj.base.BitcoinNetwork;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AddressBookIT {
  private final DataSource source = TestDatabase.create("rail").dataSource();
  private final JdbcTransactionManager transactions = new JdbcTransactionManager(source);
  private final SeedSigner keys = new SeedSigner(BitcoinNetwork.REGTEST, new byte[32]);
  private final AddressBook addresses = book(keys);
  private final BitcoinRail rail =
      new BitcoinRail(addresses, new Destinations(BitcoinNetwork.REGTEST), 2, 6, true);

  @Test
  void givesTheSameRequestTheSameAddressForEver() {
    String address = rail.depositAddress(request(1));

    assertThat(rail.depositAddress(request(1))).isEqualTo(address);
    assertThat(book(keys).addressOf(Branch.DEPOSIT, request(1).value())).isEqualTo(address);
  }

  @Test
  void derivesDepositsAndChangeFromBranchesOfTheirOwnWithoutAGap() {
    assertThat(rail.depositAddress(request(1))).isEqualTo(derived(Branch.DEPOSIT, 0));
    assertThat(rail.depositAddress(request(2))).isEqualTo(derived(Branch.DEPOSIT, 1));
    assertThat(addresses.addressOf(Branch.CHANGE, "withdrawal:1"))
        .isEqualTo(derived(Branch.CHANGE, 0));
  }

  @Test
  void givesNoTwoRequestsOneAddressHoweverManyAskAtOnce() {
    List<String> given =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> rail.depositAddress(request(i % 20)))
            .toList();

    assertThat(given.stream().distinct()).hasSize(20);
  }

  @Test
  void keepsTheAddressThoughTheCallersTransactionIsRolledBack() {
    String address =
        new TransactionTemplate(transactions)
            .execute(
                status -> {
                  status.setRollbackOnly();
                  return rail.depositAddress(request(1));
                });

    assertThat(addresses.path(String.valueOf(address))).contains(new KeyPath(Branch.DEPOSIT, 0));
  }

  @Test
  void refusesToPayAnyAddressOfOurOwnInAnySpelling() {
    String deposit = rail.depositAddress(request(1));
    String change = addresses.addressOf(Branch.CHANGE, "withdrawal:1");

    for (String ours : List.of(deposit, deposit.toUpperCase(Locale.ROOT), change)) {
      assertThatThrownBy(() -> rail.requireDestination(ours))
          .isInstanceOfSatisfying(
              Rejection.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ADDRESS_IS_OURS));
    }
  }

  @Test
  void answersWithTheCanonicalSpellingOfAnAddressThatMayBePaid() {
    assertThat(rail.requireDestination("BCRT1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KYGT080"))
        .isEqualTo("bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080");
  }

  @Test
  void isTiedToOneAccount() {
    addresses.claim();
    assertThatCode(addresses::claim).doesNotThrowAnyException();

    AddressBook stranger = book(new SeedSigner(BitcoinNetwork.REGTEST, new byte[64]));
    assertThatThrownBy(stranger::claim).isInstanceOf(KeyFileException.class);
  }

  @Test
  void givesNobodyAnAddressThatMayHaveBeenGivenOutInTheTimeThatARestoreLost() {
    addresses.claim();
    rail.depositAddress(request(1));

    RestoredRails.mark(JdbcClient.create(source), 0, 5);
    addresses.claim();

    assertThat(rail.depositAddress(request(2))).isEqualTo(derived(Branch.DEPOSIT, 6));
    assertThat(addresses.addressOf(Branch.CHANGE, "withdrawal:1"))
        .isEqualTo(derived(Branch.CHANGE, 5));
  }

  @Test
  void knowsTheAddressesOfTheTimeThatARestoreLostAsItsOwn() {
    addresses.claim();

    RestoredRails.mark(JdbcClient.create(source), 0, 5);
    addresses.claim();
    addresses.claim();

    for (Branch branch : Branch.values()) {
      assertThat(addresses.path(derived(branch, 4))).contains(new KeyPath(branch, 4));
      assertThat(addresses.path(derived(branch, 5))).isEmpty();
    }
  }

  private AddressBook book(SeedSigner signer) {
    return new AddressBook(
        JdbcClient.create(source), transactions, BitcoinRail.ID, signer.account());
  }

  private static DepositRequestId request(int number) {
    return new DepositRequestId("deposit-request:" + number);
  }

  private String derived(Branch branch, int index) {
    return keys.account().address(new KeyPath(branch, index)).toString();
  }
}

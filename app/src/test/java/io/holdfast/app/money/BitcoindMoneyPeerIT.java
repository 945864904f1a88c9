package io.holdfast.app.money;

import io.holdfast.testkit.TestBitcoind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The program as docs/guides/bitcoin.md sets it up: a real node, users with passwords. */
class BitcoindMoneyPeerIT extends MoneyContract {
  private static final String PASSWORD = "regtest-only";
  private static final String HASH =
      "$argon2id$v=19$m=16384,t=2,p=1$f50PSA54oRmVRxayFxkakQ$DKDw85lWDwS5vGhk91cY4ldRjxz5nXUxw0XLiOQ/lCA";

  @TempDir static Path data;

  private TestBitcoind bitcoind;
  private Program program;
  private Customer alice;
  private Person olivia;

  /** The node hangs while the program starts: that must not keep it from starting. */
  @BeforeAll
  void start() {
    bitcoind = TestBitcoind.startFunded("-txindex=1");
    bitcoind.hang();
    program =
        Program.start(
            data,
            "--holdfast.sandbox.enabled=false",
            "--holdfast.rails.bitcoin.url=" + bitcoind.url(),
            "--holdfast.rails.bitcoin.username=" + TestBitcoind.USER,
            "--holdfast.rails.bitcoin.password=" + TestBitcoind.PASSWORD,
            "--holdfast.users[0].id=user:alice",
            "--holdfast.users[0].name=Alice",
            "--holdfast.users[0].email=alice@example.org",
            "--holdfast.users[0].roles=CUSTOMER",
            "--holdfast.users[0].password-hash=" + HASH,
            "--holdfast.users[1].id=user:olivia",
            "--holdfast.users[1].name=Olivia",
            "--holdfast.users[1].email=olivia@example.org",
            "--holdfast.users[1].roles=OPERATOR",
            "--holdfast.users[1].password-hash=" + HASH);
    alice = new Customer(program.signIn("alice@example.org", PASSWORD));
    olivia = program.signIn("olivia@example.org", PASSWORD);
    bitcoind.resume();
    alice.awaitRail("FOLLOWING");
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
    }
    if (bitcoind != null) {
      bitcoind.close();
    }
  }

  @Override
  Customer alice() {
    return alice;
  }

  @Override
  Person olivia() {
    return olivia;
  }

  @Override
  Outside outside() {
    return new BitcoindOutside(bitcoind);
  }
}

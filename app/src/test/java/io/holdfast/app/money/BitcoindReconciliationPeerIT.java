package io.holdfast.app.money;

import io.holdfast.testkit.TestBitcoind;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Chain against ledger on a real node, whose own set of unspent outputs is asked. */
class BitcoindReconciliationPeerIT extends ReconciliationContract {
  private static final String PASSWORD = "regtest-only";
  private static final String HASH =
      "$argon2id$v=19$m=16384,t=2,p=1$f50PSA54oRmVRxayFxkakQ$DKDw85lWDwS5vGhk91cY4ldRjxz5nXUxw0XLiOQ/lCA";

  @TempDir static Path data;

  private TestBitcoind bitcoind;
  private Program program;
  private Customer alice;
  private Person olivia;
  private Person adam;

  @BeforeAll
  void start() {
    bitcoind = TestBitcoind.startFunded("-txindex=1");
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
            "--holdfast.users[1].password-hash=" + HASH,
            "--holdfast.users[2].id=user:adam",
            "--holdfast.users[2].name=Adam",
            "--holdfast.users[2].email=adam@example.org",
            "--holdfast.users[2].roles=ADMINISTRATOR",
            "--holdfast.users[2].password-hash=" + HASH);
    alice = new Customer(program.signIn("alice@example.org", PASSWORD));
    olivia = program.signIn("olivia@example.org", PASSWORD);
    adam = program.signIn("adam@example.org", PASSWORD);
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
  Program program() {
    return program;
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
  Person adam() {
    return adam;
  }

  @Override
  Outside outside() {
    return new BitcoindOutside(bitcoind);
  }
}

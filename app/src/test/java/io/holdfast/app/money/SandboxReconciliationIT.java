package io.holdfast.app.money;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Chain against ledger in the default run. */
class SandboxReconciliationIT extends ReconciliationContract {
  @TempDir static Path data;

  private Program program;
  private Customer alice;
  private Person olivia;
  private Person adam;

  @BeforeAll
  void start() throws IOException {
    program = Program.start(data);
    alice = new Customer(program.signInToSandbox("alice"));
    olivia = program.signInToSandbox("olivia");
    adam = program.signInToSandbox("adam");
    alice.awaitRail("FOLLOWING");
  }

  @AfterAll
  void stop() {
    if (program != null) {
      program.close();
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
    return new SandboxOutside(olivia, program.node());
  }
}

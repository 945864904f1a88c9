package io.holdfast.command.deposit;

import java.math.BigInteger;

/**
 * What is known around a payment when it is reported for the first time.
 *
 * @param request who is to be paid; possibly nobody we know
 * @param dustLimit a payment below it is not credited
 */
public record Intake(
    DepositRequest request, BigInteger dustLimit, int creditDepthBlocks, int finalityDepthBlocks) {
  public Intake {
    if (creditDepthBlocks < 1 || finalityDepthBlocks < creditDepthBlocks) {
      throw new IllegalArgumentException(
          "a rail credits at 1 block or more, and is final no earlier than it credits");
    }
  }
}

package io.holdfast.chain.evm;

import io.holdfast.chain.evm.key.EvmSigner;
import io.holdfast.chain.evm.key.SeedEvmSigner;
import java.util.List;
import org.bitcoinj.crypto.MnemonicCode;

/** Keys that everybody knows. */
public final class TestKeys {
  private TestKeys() {}

  /** The first account of every anvil. */
  public static EvmSigner anvilsFirst() {
    List<String> words =
        List.of("test test test test test test test test test test test junk".split(" "));
    return SeedEvmSigner.treasury(MnemonicCode.toSeed(words, ""));
  }
}

package io.holdfast.chain;

import io.holdfast.api.wallet.WalletProof;
import io.holdfast.chain.bitcoin.wallet.BitcoinProof;
import io.holdfast.chain.evm.wallet.EvmProof;
import io.holdfast.chain.solana.wallet.SolanaProof;
import io.holdfast.chain.substrate.wallet.PolkadotProof;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wallets that let somebody in, whether or not their chain has a rail here: a proof asks no chain.
 * Stellar's is with its rail, for there the server signs, too.
 */
@Configuration(proxyBeanMethods = false)
class WalletConfiguration {
  @Bean
  WalletProof bitcoinProof() {
    return new BitcoinProof();
  }

  @Bean
  WalletProof evmProof() {
    return new EvmProof();
  }

  @Bean
  WalletProof polkadotProof() {
    return new PolkadotProof();
  }

  @Bean
  WalletProof solanaProof() {
    return new SolanaProof();
  }
}

package io.holdfast.api.wallet;

/** A family of wallets: they share a form of addresses and a way of signing a message. */
public enum WalletKind {
  /** Segregated witness addresses of one key (P2WPKH and P2TR); BIP-322, its simple form. */
  BITCOIN,
  /** Accounts of one key; EIP-4361, signed as EIP-191 says. */
  EVM,
  /** Sr25519 and Ed25519 accounts in any network's spelling; what wallets call signRaw. */
  POLKADOT,
  /** Ed25519 accounts; the message form of CAIP-122. */
  SOLANA,
  /** Accounts signed for by their own key; the challenge transaction of SEP-10. */
  STELLAR
}

package io.holdfast.api.session;

/** What a wallet is asked to prove itself for. */
public enum Purpose {
  /** To be let in as the person that the wallet stands for; the first time, as a new one. */
  SIGN_IN,
  /** To stand from now on for a person who is in. */
  LINK_WALLET
}

// Wallets made by others, each with one key of its own, for the tests of signing in.
//   node wallets.mjs addresses                         -> {"evm": "0x…", …}
//   node wallets.mjs answer WALLET CHALLENGE [NETWORK SERVER DOMAIN] -> the wallet's answer
// CHALLENGE is the challenge's UTF-8 in Base64; the last three are for Stellar. A wallet reads the
// challenge with its own library first, and refuses what that does not understand.
import { Keypair, TransactionBuilder, WebAuth } from "@stellar/stellar-sdk";
import { parseSignInMessageText } from "@solana/wallet-standard-util";
import { hexToU8a, stringToU8a, u8aConcat, u8aToHex, u8aWrapBytes } from "@polkadot/util";
import {
  cryptoWaitReady, ed25519PairFromSeed, ed25519Sign, encodeAddress, sr25519PairFromSeed, sr25519Sign,
} from "@polkadot/util-crypto";
import { createHash } from "node:crypto";
import bip322 from "bip322-js";
import bs58 from "bs58";
import { Wallet } from "ethers";
import { SiweMessage } from "siwe";
import nacl from "tweetnacl";

const seed = (number) => Uint8Array.from({ length: 32 }, (_, i) => number * 7 + i + 1);

function understood(parsed, text) {
  if (!parsed) throw new Error("no sign-in message: " + text);
}

function evm() {
  const wallet = new Wallet(u8aToHex(seed(1)));
  return {
    address: wallet.address,
    answer: (text) => {
      understood(new SiweMessage(text).address === wallet.address, text);
      return wallet.signMessage(text);
    },
  };
}

function solana() {
  const pair = nacl.sign.keyPair.fromSeed(seed(2));
  const address = bs58.encode(pair.publicKey);
  return {
    address,
    answer: (text) => {
      understood(parseSignInMessageText(text)?.address === address, text);
      return bs58.encode(nacl.sign.detached(stringToU8a(text), pair.secretKey));
    },
  };
}

function polkadot(pair, prefix, sign, scheme) {
  return {
    address: encodeAddress(pair.publicKey, prefix),
    answer: (text) => u8aToHex(u8aConcat(scheme, sign(u8aWrapBytes(text), pair))),
  };
}

// Version byte, key, and the mark of a compressed public key, with a checksum: a key as wallets export it.
function importFormat(key) {
  const body = u8aConcat([0x80], key, [1]);
  return bs58.encode(u8aConcat(body, sha256(sha256(body)).subarray(0, 4)));
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest();
}

function bitcoin(number, type) {
  const key = importFormat(seed(number));
  const publicKey = hexToU8a(new Wallet(u8aToHex(seed(number))).signingKey.compressedPublicKey);
  const address = bip322.Address.convertPubKeyIntoAddress(Buffer.from(publicKey), type).mainnet;
  return {
    address,
    answer: (text) => String(bip322.Signer.sign(key, address, text)),
  };
}

function stellar() {
  const pair = Keypair.fromRawEd25519Seed(Buffer.from(seed(8)));
  return {
    address: pair.publicKey(),
    answer: (challenge, network, server, domain) => {
      const read = WebAuth.readChallengeTx(challenge, server, network, domain, domain);
      understood(read.clientAccountID === pair.publicKey(), challenge);
      const transaction = TransactionBuilder.fromXDR(challenge, network);
      transaction.sign(pair);
      return transaction.toXDR();
    },
  };
}

await cryptoWaitReady();
const wallets = {
  evm: evm(),
  solana: solana(),
  "polkadot-sr25519": polkadot(sr25519PairFromSeed(seed(3)), 0, sr25519Sign, [1]),
  "polkadot-sr25519-bare": polkadot(sr25519PairFromSeed(seed(3)), 42, sr25519Sign, []),
  "polkadot-ed25519": polkadot(ed25519PairFromSeed(seed(4)), 2, ed25519Sign, [0]),
  "polkadot-ed25519-bare": polkadot(ed25519PairFromSeed(seed(4)), 42, ed25519Sign, []),
  "bitcoin-p2wpkh": bitcoin(5, "p2wpkh"),
  "bitcoin-p2tr": bitcoin(6, "p2tr"),
  stellar: stellar(),
};

const [task, name, challenge, ...rest] = process.argv.slice(2);
if (task === "addresses") {
  console.log(JSON.stringify(Object.fromEntries(Object.entries(wallets).map(([key, { address }]) => [key, address]))));
} else {
  console.log(await wallets[name].answer(Buffer.from(challenge, "base64").toString("utf8"), ...rest));
}

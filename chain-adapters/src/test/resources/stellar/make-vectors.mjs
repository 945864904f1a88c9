// Makes vectors.json with two implementations that are not ours: the JavaScript SDK builds and
// signs, the Rust library (compiled to WebAssembly) encodes. Run it in a folder of its own:
//   npm install @stellar/stellar-sdk@17.2.0 @stellar/stellar-xdr-json@27.0.0
//   node make-vectors.mjs > vectors.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as sdk from "@stellar/stellar-sdk";
import init, { encode, decode } from "@stellar/stellar-xdr-json";

const wasm = createRequire(import.meta.url).resolve("@stellar/stellar-xdr-json/stellar_xdr_json_bg.wasm");
await init(readFileSync(wasm));

const seed = (n) => Buffer.alloc(32, n);
const keys = [1, 2, 3].map((n) => sdk.Keypair.fromRawEd25519Seed(seed(n)));
const [custody, alice, issuer] = keys.map((k) => k.publicKey());
const muxed = (account, id) => sdk.encodeMuxedAccountToAddress(sdk.encodeMuxedAccount(account, id));
const usdc = new sdk.Asset("USDC", issuer);
const longCode = new sdk.Asset("HOLDFAST", issuer);
const networks = { testnet: sdk.Networks.TESTNET, mainnet: sdk.Networks.PUBLIC, custom: "Holdfast Sandbox ; 2026" };
const contractOfUsdc = usdc.contractId(networks.testnet);

const values = [
  "void",
  { bool: true },
  { u32: 4294967295 },
  { i32: -1 },
  { u64: "18446744073709551615" },
  { i64: "-9223372036854775808" },
  { timepoint: "1" },
  { duration: "2" },
  { u128: "340282366920938463463374607431768211455" },
  { i128: "170141183460469231731687303715884105727" },
  { i128: "-170141183460469231731687303715884105728" },
  { i128: "-1" },
  { i128: "10000000" },
  { u256: "115792089237316195423570985008687907853269984665640564039457584007913129639935" },
  { i256: "-2" },
  { bytes: "" },
  { bytes: "0102030405" },
  { string: "" },
  { string: "invoice 7" },
  { symbol: "transfer" },
  { vec: [{ u32: 1 }, { vec: [] }] },
  { map: [{ key: { symbol: "amount" }, val: { i128: "5000000" } }, { key: { symbol: "to_muxed_id" }, val: { u64: "420" } }] },
  { map: [{ key: { symbol: "amount" }, val: { i128: "1" } }, { key: { symbol: "to_muxed_id" }, val: { string: "INV-7" } }] },
  { address: custody },
  { address: contractOfUsdc },
  { address: muxed(custody, "18446744073709551615") },
  { address: sdk.StrKey.encodeClaimableBalance(Buffer.concat([Buffer.from([0]), seed(9)])) },
  { address: sdk.StrKey.encodeLiquidityPool(seed(8)) },
].map((json) => ({ json, xdr: encode("ScVal", JSON.stringify(json)) }));

const undecoded = [
  { error: { contract: 3 } },
  "ledger_key_contract_instance",
  { ledger_key_nonce: { nonce: "7" } },
].map((json) => ({ json, xdr: encode("ScVal", JSON.stringify(json)) }));

const account = () => new sdk.Account(custody, "41");
const built = (network, memo, ...operations) => {
  const builder = new sdk.TransactionBuilder(account(), {
    fee: "1000", networkPassphrase: networks[network], memo, timebounds: { minTime: 0, maxTime: 1800000000 },
  });
  operations.forEach((operation) => builder.addOperation(operation));
  const transaction = builder.build();
  transaction.sign(keys[0]);
  return transaction;
};
const pay = (destination, asset, amount) => sdk.Operation.payment({ destination, asset, amount });
const call = (to) =>
  sdk.Operation.invokeContractFunction({
    contract: contractOfUsdc,
    function: "transfer",
    args: [
      new sdk.Address(custody).toScVal(),
      to,
      sdk.nativeToScVal(25000000n, { type: "i128" }),
    ],
    auth: [],
  });
const transactions = [
  { name: "lumens to an account", tx: built("testnet", sdk.Memo.none(), pay(alice, sdk.Asset.native(), "2.5")) },
  { name: "lumens to a muxed account", tx: built("testnet", sdk.Memo.none(), pay(muxed(alice, "77"), sdk.Asset.native(), "2.5")) },
  { name: "lumens with a memo id", tx: built("mainnet", sdk.Memo.id("18446744073709551615"), pay(alice, sdk.Asset.native(), "0.0000001")) },
  { name: "an issued asset with a short code", tx: built("custom", sdk.Memo.text("INV-7"), pay(alice, usdc, "1")) },
  { name: "an issued asset with a long code", tx: built("custom", sdk.Memo.hash(seed(5)), pay(alice, longCode, "1")) },
  { name: "a new account", tx: built("testnet", sdk.Memo.return(seed(6)), sdk.Operation.createAccount({ destination: alice, startingBalance: "3" })) },
  { name: "a contract call", tx: built("testnet", sdk.Memo.none(), call(new sdk.Address(alice).toScVal())) },
].map(({ name, tx }) => ({
  name,
  network: tx.networkPassphrase,
  hash: Buffer.from(tx.hash()).toString("hex"),
  signature: Buffer.from(tx.signatures[0].signature.value).toString("hex"),
  envelope: tx.toEnvelope().toXDR("base64"),
}));

// The same call as the node's simulation completes it: its authorization, and resources in both
// versions, the second of which (protocol 23) the Java SDK of protocol 21 misreads.
const completed = (ext) => {
  const plain = JSON.parse(decode("TransactionEnvelope", transactions.at(-1).envelope));
  const operation = plain.tx.tx.operations[0].body.invoke_host_function;
  operation.auth = [{
    credentials: "source_account",
    root_invocation: { function: { contract_fn: operation.host_function.invoke_contract }, sub_invocations: [] },
  }];
  plain.tx.tx.ext = {
    v1: {
      ext,
      resources: {
        footprint: {
          read_only: [{ contract_data: { contract: contractOfUsdc, key: "ledger_key_contract_instance", durability: "persistent" } }],
          read_write: [{ account: { account_id: alice } }, { trustline: { account_id: custody, asset: { credit_alphanum4: { asset_code: "USDC", issuer } } } }],
        },
        instructions: 1000000, disk_read_bytes: 2000, write_bytes: 300,
      },
      resource_fee: "90353",
    },
  };
  return encode("TransactionEnvelope", JSON.stringify(plain));
};

// What accounts hold of issued assets, and the names of these entries in the ledger.
const trustLines = [
  { asset: { credit_alphanum4: { asset_code: "USDC", issuer } }, balance: "12345678", limit: "9223372036854775807", flags: 1 },
  { asset: { credit_alphanum12: { asset_code: "HOLDFAST", issuer } }, balance: "0", limit: "100", flags: 2 },
].map(({ asset, ...rest }) => ({
  account: alice,
  ...rest,
  key: encode("LedgerKey", JSON.stringify({ trustline: { account_id: alice, asset } })),
  data: encode("LedgerEntryData", JSON.stringify({ trustline: { account_id: alice, asset, ...rest, ext: "v0" } })),
}));

const vectors = {
  source: "make-vectors.mjs",
  versions: { "@stellar/stellar-sdk": "17.2.0", "@stellar/stellar-xdr-json": "27.0.0" },
  values,
  undecoded,
  keys: keys.map((key, i) => ({ seed: seed(i + 1).toString("hex"), account: key.publicKey() })),
  muxed: ["0", "77", "9223372036854775808", "18446744073709551615"].map((id) => ({ account: custody, id, address: muxed(custody, id) })),
  contracts: Object.values(networks).flatMap((network) =>
    [sdk.Asset.native(), usdc, longCode].map((asset) => ({ network, asset: asset.toString(), contract: asset.contractId(network) }))),
  trustLines,
  transactions,
  completed: [completed("v0"), completed({ v1: { archived_soroban_entries: [1] } })],
};
console.log(JSON.stringify(vectors, null, 1));

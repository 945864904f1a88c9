// What the JavaScript SDK makes of envelopes that are not its own: a passphrase, then envelopes in Base64.
import * as sdk from "@stellar/stellar-sdk";

const native = (value) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : String(value));
const meaning = (operation) => {
  if (operation.type !== "invokeHostFunction") {
    const { type, destination, amount, startingBalance } = operation;
    const asset = operation.asset?.toString() ?? null;
    return { type, destination, amount: amount ?? startingBalance, asset };
  }
  const call = operation.func.invokeContract;
  return {
    type: operation.type,
    contract: sdk.Address.fromScAddress(call.contractAddress).toString(),
    function: native(call.functionName),
    arguments: call.args.map((value) => native(sdk.scValToNative(value))),
    authorizations: operation.auth.length,
  };
};

const [passphrase, ...envelopes] = process.argv.slice(1);
const read = envelopes.map((envelope) => {
  const transaction = new sdk.Transaction(envelope, passphrase);
  const key = sdk.Keypair.fromPublicKey(transaction.source);
  const [signature] = transaction.signatures;
  return {
    hash: Buffer.from(transaction.hash()).toString("hex"),
    sameBytes: transaction.toEnvelope().toXDR("base64") === envelope,
    verified: key.verify(transaction.hash(), Buffer.from(signature.signature.value)),
    source: transaction.source,
    sequence: transaction.sequence,
    fee: transaction.fee,
    validUntil: transaction.timeBounds.maxTime,
    memo: transaction.memo.value === null ? null : native(transaction.memo.value),
    operation: meaning(transaction.operations[0]),
  };
});
process.stdout.write(JSON.stringify(read));

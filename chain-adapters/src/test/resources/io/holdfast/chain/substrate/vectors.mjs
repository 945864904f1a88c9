// Makes vectors.json and the runtimes' metadata for the tests of io.holdfast.chain.substrate.
//
//   npm install --ignore-scripts @polkadot/api@16.5.6 @polkadot/types-support@16.5.6 @polkadot/util-crypto@14.0.3
//   node vectors.mjs <folder to write to>
//
// The oracle is polkadot-js: its codec (@polkadot/types), its addresses and hashes
// (@polkadot/util-crypto), and the metadata of real runtimes (@polkadot/types-support).
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { Metadata, TypeRegistry } from '@polkadot/types';
import { Keyring } from '@polkadot/keyring';
import { hexToU8a, u8aToHex, u8aConcat, compactToU8a } from '@polkadot/util';
import {
  blake2AsHex, createKeyDerived, cryptoWaitReady, ed25519PairFromSeed, encodeAddress
} from '@polkadot/util-crypto';

await cryptoWaitReady();
const out = process.argv[2];
const seed = '0x' + '07'.repeat(32);
const genesisHash = '0x' + '11'.repeat(32);
const birthHash = '0x' + '22'.repeat(32);
const pair = new Keyring({ type: 'ed25519' }).addFromSeed(hexToU8a(seed));
const dest = u8aToHex(ed25519PairFromSeed(hexToU8a('0x' + '09'.repeat(32))).publicKey);

const derived = (account, number) =>
  u8aToHex(createKeyDerived(createKeyDerived(account, number >>> 16), number & 0xffff));

async function runtime(name) {
  const hex = (await import(`@polkadot/types-support/metadata/v14/${name}-hex`)).default;
  const registry = new TypeRegistry();
  const metadata = new Metadata(registry, hex);
  registry.setMetadata(metadata);
  fs.writeFileSync(path.join(out, `${name}.scale.gz`), zlib.gzipSync(hexToU8a(hex), { level: 9 }));
  return { registry, metadata };
}

function signed({ registry }, call, { nonce, tip, period, birth }) {
  const era = registry.createType('ExtrinsicEra', { current: birth, period });
  const extrinsic = registry.createType('Extrinsic', { method: call }, { version: 4 });
  const options = {
    blockHash: birthHash, era, genesisHash, nonce, tip,
    runtimeVersion: { specVersion: 1000001, transactionVersion: 26 }
  };
  extrinsic.sign(pair, options);
  return { hex: extrinsic.toHex(), hash: extrinsic.hash.toHex(), nonce, tip: String(tip), period, birth };
}

function call({ registry }, pallet, name, args) {
  const known = registry.metadata.pallets.find(p => p.name.toString() === pallet);
  const variant = registry.lookup.getSiType(known.calls.unwrap().type).def.asVariant.variants
    .find(v => v.name.toString() === name);
  return registry.createType('Call', {
    callIndex: new Uint8Array([known.index.toNumber(), variant.index.toNumber()]), args
  });
}

function calls(r) {
  const transfer = call(r, 'Balances', 'transfer_keep_alive', [{ Id: dest }, '12345678901234567890']);
  const all = call(r, 'Balances', 'transfer_all', [{ Id: pair.publicKey }, false]);
  const sweep = number => call(r, 'Utility', 'as_derivative',
    [number >>> 16, call(r, 'Utility', 'as_derivative', [number & 0xffff, all])]);
  const together = call(r, 'Utility', 'batch_all', [[sweep(65537), sweep(3), transfer]]);
  return { transfer, together };
}

function events({ registry }, records) {
  const bytes = u8aConcat(compactToU8a(records.length), ...records.map(r => r.toU8a()));
  return u8aToHex(bytes);
}

function record(r, phase, pallet, name, args) {
  const { registry } = r;
  const known = registry.metadata.pallets.find(p => p.name.toString() === pallet);
  const variant = registry.lookup.getSiType(known.events.unwrap().type).def.asVariant.variants
    .find(v => v.name.toString() === name);
  const types = variant.fields.map(f => registry.createLookupType(f.type));
  const body = u8aConcat(
    registry.createType('Phase', phase).toU8a(),
    new Uint8Array([known.index.toNumber(), variant.index.toNumber()]),
    ...types.map((t, i) => registry.createType(t, args[i]).toU8a()),
    compactToU8a(0));
  return { toU8a: () => body };
}

const polkadot = await runtime('polkadot');
const contracts = await runtime('substrate-contracts-node');
const me = u8aToHex(pair.publicKey);

const vectors = {
  source: '@polkadot/types 16.5.6, @polkadot/types-support 16.5.6, @polkadot/util-crypto 14.0.3',
  script: 'vectors.mjs',
  seed, account: me, dest, genesisHash, birthHash, specVersion: 1000001, transactionVersion: 26,
  blake2: { input: '0x0102', hash: blake2AsHex('0x0102', 256) },
  addresses: [0, 2, 42, 63, 64, 1284, 10041, 16383].map(prefix =>
    ({ prefix, account: dest, address: encodeAddress(dest, prefix) })),
  derived: [0, 1, 65535, 65536, 65537, 2147483647].map(number =>
    ({ number, account: derived(pair.publicKey, number) })),
  compact: ['0', '63', '64', '16383', '16384', '1073741823', '1073741824', '4294967295',
    '18446744073709551615', '340282366920938463463374607431768211455'].map(value =>
    ({ value, hex: u8aToHex(compactToU8a(BigInt(value))) })),
  extrinsics: [
    ...['polkadot', 'substrate-contracts-node'].flatMap(name => {
      const r = name === 'polkadot' ? polkadot : contracts;
      const { transfer, together } = calls(r);
      return [
        { runtime: name, call: 'transfer',
          ...signed(r, transfer, { nonce: 5, tip: 0, period: 64, birth: 1234567 }) },
        { runtime: name, call: 'together',
          ...signed(r, together, { nonce: 70000, tip: 1000000, period: 4096, birth: 4095 }) }
      ];
    })
  ],
  events: [
    { runtime: 'polkadot', hex: events(polkadot, [
      record(polkadot, { Initialization: null }, 'Balances', 'Minted', [dest, '500']),
      record(polkadot, { ApplyExtrinsic: 2 }, 'Balances', 'Transfer', [me, dest, '12345678901234567890']),
      record(polkadot, { ApplyExtrinsic: 2 }, 'XcmPallet', 'SupportedVersionChanged',
        [{ parents: 1, interior: { X2: [{ Parachain: 1000 }, { PalletInstance: 50 }] } }, 4]),
      record(polkadot, { ApplyExtrinsic: 2 }, 'TransactionPayment', 'TransactionFeePaid', [me, '158154905', '7']),
      record(polkadot, { ApplyExtrinsic: 2 }, 'System', 'ExtrinsicSuccess',
        [{ weight: { refTime: 1, proofSize: 2 }, class: 'Normal', paysFee: 'Yes' }]),
      record(polkadot, { ApplyExtrinsic: 3 }, 'System', 'ExtrinsicFailed',
        [{ Module: { index: 5, error: '0x02000000' } },
          { weight: { refTime: 1, proofSize: 2 }, class: 'Normal', paysFee: 'Yes' }]),
      record(polkadot, { Finalization: null }, 'System', 'Remarked', [me, birthHash])
    ]) },
    { runtime: 'substrate-contracts-node', hex: events(contracts, [
      record(contracts, { ApplyExtrinsic: 1 }, 'Contracts', 'ContractEmitted', [dest, '0x00010203ff'])
    ]) }
  ]
};
fs.writeFileSync(path.join(out, 'vectors.json'), JSON.stringify(vectors, null, 1) + '\n');

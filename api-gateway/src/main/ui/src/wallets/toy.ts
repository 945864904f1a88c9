import { base58 } from './base58';
import { failed, utf8, type Wallet } from './wallet';

/** Where the toy's key is kept. */
export interface Drawer {
  get(): Promise<CryptoKeyPair | undefined>;
  put(pair: CryptoKeyPair): Promise<void>;
}

/**
 * For the sandbox: an account of Solana's form, made by this browser when it is first asked for. It asks nobody before it
 * signs, nobody can carry it elsewhere, and whoever clears the browser's data loses it. It is a toy.
 */
export function toyWallet(drawer: Drawer): Wallet {
  const pair = async () => {
    const kept = await drawer.get();
    if (kept) return kept;
    const made = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
    await drawer.put(made);
    return made;
  };
  return {
    id: 'toy',
    kind: 'SOLANA',
    name: 'Test wallet (a toy)',
    note: 'For this sandbox: its key is made and kept in this browser only, and it signs without asking.',
    accounts: () =>
      soundly(async () => {
        const { publicKey } = await pair();
        return [{ address: base58(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))), name: '', chain: 'mainnet' }];
      }),
    sign: (_, challenge) =>
      soundly(async () => {
        const { privateKey } = await pair();
        return base58(new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, utf8(challenge))));
      }),
  };
}

/** A browser without Ed25519, or one that keeps nothing in a private window, says so in an error of its own. */
async function soundly<T>(deed: () => Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (problem) {
    if (problem instanceof DOMException) throw failed(`This browser cannot keep a key: ${problem.message}`);
    throw problem;
  }
}

const STORE = 'keys';
const KEY = 'toy';

/** IndexedDB keeps a key that no script can read out: it is kept as the browser's own object. */
export const browserDrawer: Drawer = {
  get: async () => (await inStore('readonly', (store) => store.get(KEY))) as CryptoKeyPair | undefined,
  put: async (pair) => void (await inStore('readwrite', (store) => store.put(pair, KEY))),
};

async function inStore(mode: IDBTransactionMode, wish: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
  const opening = indexedDB.open('holdfast-toy-wallet', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answerOf(opening);
  try {
    return await answerOf(wish(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

const answerOf = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

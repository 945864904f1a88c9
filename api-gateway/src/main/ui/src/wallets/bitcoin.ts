import { ask, atLeastOne, failed, iconOf, type Found, type Page, type Wallet } from './wallet';

/** WBIP-001: one method, and JSON-RPC's answers. */
interface Provider {
  request(method: string, params?: object): Promise<{ result?: unknown; error?: unknown }>;
}

interface Registered {
  /** The path from the window to the provider. */
  id: string;
  name: string;
  icon?: string;
}

/** Sats Connect says `addressType`, Leather says `type`. */
interface Address {
  address: string;
  addressType?: string;
  type?: string;
}

/** The kinds of addresses for which a single key signs, as BIP-322 says in its simple form. */
const PROVABLE = ['p2wpkh', 'p2tr'];
const NETWORKS: [prefix: string, chain: string][] = [
  ['bc1', 'bitcoin'],
  ['tb1', 'testnet'],
  ['bcrt1', 'regtest'],
];

/** WBIP-004: wallets put themselves into `window.btc_providers`, before the page's scripts run. */
export function findBitcoin(page: Page, found: Found): () => void {
  for (const registered of (page['btc_providers'] ?? []) as Registered[]) {
    const provider = registered.id.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], page);
    if (isProvider(provider)) found(walletOf(registered, provider));
  }
  return () => {};
}

const isProvider = (one: unknown): one is Provider => typeof (one as Partial<Provider> | undefined)?.request === 'function';

function walletOf({ id, name, icon }: Registered, provider: Provider): Wallet {
  const types = new Map<string, string>();
  const request = async <T>(method: string, params: object): Promise<T> => {
    const { result, error } = await provider.request(method, params);
    if (error) throw error;
    return result as T;
  };
  return {
    id: 'bitcoin/' + id,
    kind: 'BITCOIN',
    name,
    icon: iconOf(icon),
    accounts: () =>
      ask(async () => {
        const { addresses } = await request<{ addresses: Address[] }>('getAddresses', { purposes: ['payment', 'ordinals'], message: 'To sign in' });
        const usable = addresses.filter((one) => PROVABLE.includes(typeOf(one)));
        for (const one of usable) types.set(one.address, typeOf(one));
        return atLeastOne(
          usable.map((one) => ({ address: one.address, name: typeOf(one) === 'p2tr' ? 'Taproot' : 'Segwit', chain: chainOf(one.address) })),
          'no segregated witness address of a single key (bc1q…, bc1p…)',
        );
      }),
    /** Sats Connect finds the key by the address, Leather by the type. Both default to the older way of signing. */
    sign: ({ address }, message) =>
      ask(async () => {
        const { signature } = await request<{ signature?: string }>('signMessage', { address, message, protocol: 'BIP322', paymentType: types.get(address) });
        if (!signature) throw failed('It gave no signature back.');
        return signature;
      }),
  };
}

const typeOf = (one: Address) => one.addressType ?? one.type ?? '';

const chainOf = (address: string) => NETWORKS.find(([prefix]) => address.toLowerCase().startsWith(prefix))?.[1] ?? 'bitcoin';

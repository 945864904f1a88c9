import { ask, atLeastOne, failed, hex, utf8, type Found, type Page, type Wallet } from './wallet';

interface InjectedAccount {
  address: string;
  name?: string;
  genesisHash?: string | null;
  type?: string;
}

interface Injected {
  accounts: { get(): Promise<InjectedAccount[]> };
  signer: { signRaw?(payload: { address: string; data: string; type: 'bytes' }): Promise<{ signature: string }> };
}

interface Extension {
  enable(origin: string): Promise<Injected>;
}

const ORIGIN = 'Holdfast';
/** Of other keys an address is a hash, and proves nothing. */
const PROVABLE = ['sr25519', 'ed25519'];
const CAIP_2_CHARACTERS = 32;

/** What extensions for Polkadot put at `window.injectedWeb3`, each under its own name, before the page's scripts run. */
export function findPolkadot(page: Page, found: Found): () => void {
  const extensions = (page['injectedWeb3'] ?? {}) as Record<string, Extension>;
  for (const [name, extension] of Object.entries(extensions)) found(walletOf(name, extension));
  return () => {};
}

function walletOf(name: string, extension: Extension): Wallet {
  let injected: Promise<Injected> | undefined;
  const enabled = () => (injected ??= extension.enable(ORIGIN));
  return {
    id: 'polkadot/' + name,
    kind: 'POLKADOT',
    name,
    accounts: () =>
      ask(async () => {
        injected = undefined;
        const accounts = await (await enabled()).accounts.get();
        return atLeastOne(
          accounts.filter(({ type = 'sr25519' }) => PROVABLE.includes(type)).map((account) => ({ address: account.address, name: account.name ?? '', chain: chainOf(account) })),
          'no account with a key of sr25519 or Ed25519',
        );
      }),
    /** The wallet puts the text between `<Bytes>` and `</Bytes>`; in hex, so that it takes no text for hex. */
    sign: ({ address }, challenge) =>
      ask(async () => {
        const { signer } = await enabled();
        if (!signer.signRaw) throw failed('It signs transactions only.');
        return (await signer.signRaw({ address, data: hex(utf8(challenge)), type: 'bytes' })).signature;
      }),
  };
}

/** CAIP-2 (polkadot): the start of the genesis hash, where the account belongs to one chain. */
const chainOf = ({ genesisHash }: InjectedAccount) => (genesisHash ? genesisHash.slice(2, 2 + CAIP_2_CHARACTERS) : 'polkadot');

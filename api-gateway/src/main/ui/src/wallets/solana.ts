import { base58 } from './base58';
import { ask, atLeastOne, failed, iconOf, utf8, type Found, type Page, type Wallet } from './wallet';

interface StandardAccount {
  address: string;
  chains: readonly string[];
  features: readonly string[];
  label?: string;
}

interface Connect {
  connect(): Promise<{ accounts: readonly StandardAccount[] }>;
}

interface SignMessage {
  signMessage(input: { account: StandardAccount; message: Uint8Array }): Promise<readonly { signedMessage: Uint8Array; signature: Uint8Array }[]>;
}

interface StandardWallet {
  name: string;
  icon: string;
  chains: readonly string[];
  features: Record<string, unknown>;
}

interface Registry {
  register(...wallets: StandardWallet[]): () => void;
}

const FAMILY = 'solana:';
const CONNECT = 'standard:connect';
const SIGN = 'solana:signMessage';

/** Wallet Standard: wallets register themselves, before the page is ready or after. */
export function findSolana(page: Page, found: Found): () => void {
  const registry: Registry = {
    register: (...wallets) => {
      const gone = wallets.filter(signsForSolana).map((wallet) => found(walletOf(wallet)));
      return () => gone.forEach((forget) => forget());
    },
  };
  const registers = (event: Event) => (event as CustomEvent<(registry: Registry) => void>).detail(registry);
  page.addEventListener('wallet-standard:register-wallet', registers);
  page.dispatchEvent(new CustomEvent('wallet-standard:app-ready', { detail: registry }));
  return () => page.removeEventListener('wallet-standard:register-wallet', registers);
}

const signsForSolana = ({ chains, features }: StandardWallet) => chains.some((chain) => chain.startsWith(FAMILY)) && CONNECT in features && SIGN in features;

function walletOf({ name, icon, features }: StandardWallet): Wallet {
  const known = new Map<string, StandardAccount>();
  return {
    id: 'solana/' + name,
    kind: 'SOLANA',
    name,
    icon: iconOf(icon),
    accounts: () =>
      ask(async () => {
        const { accounts } = await (features[CONNECT] as Connect).connect();
        const usable = accounts.filter((account) => account.features.includes(SIGN) && chainOf(account));
        for (const account of usable) known.set(account.address, account);
        return atLeastOne(
          usable.map((account) => ({ address: account.address, name: account.label ?? '', chain: chainOf(account)! })),
          'no account of Solana that signs messages',
        );
      }),
    sign: ({ address }, challenge) =>
      ask(async () => {
        const message = utf8(challenge);
        const [output] = await (features[SIGN] as SignMessage).signMessage({ account: known.get(address)!, message });
        if (!output || !same(output.signedMessage, message)) throw failed('It signed another text than the one it was given.');
        return base58(output.signature);
      }),
  };
}

/** The part after the family's name: `mainnet`, `devnet`. */
const chainOf = ({ chains }: StandardAccount) => chains.find((chain) => chain.startsWith(FAMILY))?.slice(FAMILY.length);

/** The standard lets a wallet prefix what it signs, and then say so. */
const same = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, index) => byte === b[index]);

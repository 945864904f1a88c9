import { ask, atLeastOne, hex, iconOf, utf8, type Found, type Page, type Wallet } from './wallet';

/** EIP-1193. */
interface Provider {
  request(call: { method: string; params?: unknown[] }): Promise<unknown>;
}

interface Announcement {
  info: { uuid: string; name: string; icon: string };
  provider: Provider;
}

/** EIP-6963: the page asks, and each wallet of an EVM chain announces itself. */
export function findEvm(page: Page, found: Found): () => void {
  const announced = (event: Event) => found(walletOf((event as CustomEvent<Announcement>).detail));
  page.addEventListener('eip6963:announceProvider', announced);
  page.dispatchEvent(new Event('eip6963:requestProvider'));
  return () => page.removeEventListener('eip6963:announceProvider', announced);
}

function walletOf({ info, provider }: Announcement): Wallet {
  return {
    id: 'evm/' + info.uuid,
    kind: 'EVM',
    name: info.name,
    icon: iconOf(info.icon),
    accounts: () =>
      ask(async () => {
        const addresses = (await provider.request({ method: 'eth_requestAccounts' })) as string[];
        const chain = BigInt((await provider.request({ method: 'eth_chainId' })) as string).toString();
        return atLeastOne(addresses.map((address) => ({ address, name: '', chain })), 'none of its accounts');
      }),
    /** EIP-191, version 0x45; in hex, so that no wallet takes the text for hex. */
    sign: ({ address }, challenge) => ask(async () => (await provider.request({ method: 'personal_sign', params: [hex(utf8(challenge)), address] })) as string),
  };
}

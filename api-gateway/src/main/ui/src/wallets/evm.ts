import { Refusal } from '../refusal';
import { ask, atLeastOne, hex, iconOf, utf8, type Found, type Page, type Wallet } from './wallet';

/** EIP-1193. */
interface Provider {
  request(call: { method: string; params?: unknown[] }): Promise<unknown>;
}

interface Announcement {
  info: { uuid: string; name: string; icon: string };
  provider: Provider;
}

/** EIP-3085: the wallet has to be told of that chain first. */
const UNKNOWN_CHAIN = 4902;

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
        const chain = await chainOf(provider);
        return atLeastOne(addresses.map((address) => ({ address, name: '', chain })), 'none of its accounts');
      }),
    /** EIP-191, version 0x45; in hex, so that no wallet takes the text for hex. */
    sign: ({ address }, challenge) => ask(async () => (await provider.request({ method: 'personal_sign', params: [hex(utf8(challenge)), address] })) as string),
    send: ({ address }, chainId, { to, value, data }) =>
      ask(async () => {
        await goTo(provider, chainId);
        return (await provider.request({ method: 'eth_sendTransaction', params: [{ from: address, to, value: quantity(value), data }] })) as string;
      }),
  };
}

const quantity = (decimal: string) => '0x' + BigInt(decimal).toString(16);
const chainOf = async (provider: Provider) => BigInt((await provider.request({ method: 'eth_chainId' })) as string).toString();

/** EIP-3326. What is sent on another chain would be lost: a wallet that stays there is sent nothing. */
async function goTo(provider: Provider, chainId: string): Promise<void> {
  if ((await chainOf(provider)) === chainId) return;
  try {
    await provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId: quantity(chainId) }] });
  } catch (problem) {
    if ((problem as { code?: unknown } | null)?.code === UNKNOWN_CHAIN) throw otherChain(chainId);
    throw problem;
  }
  if ((await chainOf(provider)) !== chainId) throw otherChain(chainId);
}

const otherChain = (chainId: string) => new Refusal('WALLET_OTHER_CHAIN', 'The wallet is on another chain', `Have it go to the chain of number ${chainId}, and add that chain there first if it is not known.`);

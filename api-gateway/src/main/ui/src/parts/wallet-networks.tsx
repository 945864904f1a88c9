import { formatAgo, formatTime, useNow } from '../format';
import type { WalletBalance, WalletNetwork, WalletView } from '../views';
import { BALANCE, RAIL } from '../words';
import { Amount } from './amount';
import { Badge } from './badge';

/** On which networks a wallet is seen from here, and what it has there, as last told. */
export function WalletNetworks({ wallet }: { wallet: WalletView | undefined }) {
  if (!wallet) return <small class="muted">Looking for its networks…</small>;
  if (wallet.networks.length === 0) return <small class="muted">No network is connected here that could see it.</small>;
  return (
    <ul class="networks">
      {wallet.networks.map((network) => (
        <Network key={network.rail} network={network} />
      ))}
    </ul>
  );
}

const Network = ({ network: { rail, chain, state, lastBlock, balance } }: { network: WalletNetwork }) => (
  <li data-testid="network">
    <span class="network-name">
      <strong title={chain ?? undefined}>{rail}</strong>
      {state ? <Badge label={RAIL[state]} /> : <small class="muted">not heard of yet</small>}
      {lastBlock !== null && lastBlock >= 0 && <small class="muted number">block {lastBlock}</small>}
    </span>
    <Told balance={balance} />
  </li>
);

function Told({ balance: { state, asset, scale, amount, height, readAtMillis } }: { balance: WalletBalance }) {
  const now = useNow();
  return (
    <span class="network-name">
      {amount !== null && <Amount minor={amount} asset={asset} scale={scale} />}
      {state !== 'KNOWN' && <Badge label={BALANCE[state]} />}
      {height !== null && readAtMillis !== null && (
        <small class="muted" title={formatTime(readAtMillis)}>
          at block {height}, {formatAgo(readAtMillis, now)}
        </small>
      )}
    </span>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { orders, rails } from '../data';
import { formatTime } from '../format';
import { ApiError, get } from '../net/api';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import { Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { link } from '../router';
import { useRows } from '../rows';
import { may } from '../session';
import { ContractActs } from './contract-acts';
import type { OrderContract, OrderView } from './views';
import { IN_CONTRACT } from './words';

const pathOf = ({ orderId }: OrderView) => '/api/orders/' + encodeURIComponent(orderId);

/** Where a contract keeps the money, each side acts there by a wallet; in doubt it is asked. */
export function Contract({ order }: { order: OrderView }) {
  return order.payment === 'CONTRACT' ? <Held key={order.orderId} order={order} /> : null;
}

function Held({ order }: { order: OrderView }) {
  const { contract, error, again } = useContract(order);
  return (
    <section class="card" aria-label="Contract" data-testid="contract">
      <header>
        <h2>The contract keeps the money</h2>
        {contract && <Badge label={IN_CONTRACT[contract.state]} />}
      </header>
      {contract ? <Told contract={contract} /> : !error && <Skeleton lines={3} />}
      <Problem error={error} retry={again} />
      {error?.code === 'WALLET_NOT_LINKED' && <a href={link('profile')}>Go to your profile</a>}
      {contract && may.write() && <ContractActs contract={contract} />}
      {may.write() && <Doubt order={order} again={again} />}
    </section>
  );
}

function Told({ contract }: { contract: OrderContract }) {
  return (
    <>
      <p role="status">
        {IN_CONTRACT[contract.state].means} {!contract.isFinal && <strong>Seen, not final: nothing counts before its chain takes it back no more.</strong>}
      </p>
      {contract.problem && <p class="wrong">What was opened does not count: {contract.problem}. The seller can give it back.</p>}
      <dl class="facts">
        <div>
          <dt>Contract</dt>
          <dd>
            <Copyable text={contract.contract} what="Contract" />
          </dd>
        </div>
        <div>
          <dt>Chain</dt>
          <dd>
            {contract.rail}, number {contract.chainId}
          </dd>
        </div>
        {contract.dueAtMillis !== null && (
          <div>
            <dt>Nobody needs the other side from</dt>
            <dd>{formatTime(contract.dueAtMillis)}</dd>
          </div>
        )}
      </dl>
    </>
  );
}

/** As the server read it last: asked for again whenever the order changes or the rail has another block. */
function useContract(order: OrderView) {
  const [contract, setContract] = useState<OrderContract | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [tries, setTries] = useState(0);
  const rail = useRows(rails()).rows?.find((one) => one.rail === contract?.rail);
  useEffect(() => {
    let gone = false;
    get<OrderContract>(pathOf(order) + '/contract').then(
      ({ body }) => {
        if (gone) return;
        setContract(body);
        setError(null);
      },
      (problem: unknown) => {
        if (!(problem instanceof ApiError)) throw problem;
        if (!gone) setError(problem);
      },
    );
    return () => {
      gone = true;
    };
  }, [order.logIndex, rail?.hash, tries]);
  return { contract, error, again: () => setTries((tried) => tried + 1) };
}

function Doubt({ order, again }: { order: OrderView; again: () => void }) {
  const { submit, busy, error } = useSubmit<OrderView>();

  async function ask() {
    const told = await submit(pathOf(order) + '/sync-blockchain', {});
    if (!told) return;
    orders().put(told);
    again();
    announce('The contract was asked');
  }

  return (
    <>
      <Problem error={error} />
      <button type="button" class="quiet" aria-busy={busy} disabled={busy} onClick={() => void ask()}>
        Ask the contract now
      </button>
    </>
  );
}

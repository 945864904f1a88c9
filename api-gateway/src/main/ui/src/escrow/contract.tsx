import { orders } from '../data';
import { announce } from '../parts/announce';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { may } from '../session';
import type { OrderView } from './views';

/** Where a contract keeps the money, it says how the order stands; in doubt it is asked. */
export function ContractDoubt({ order }: { order: OrderView }) {
  const { submit, busy, error } = useSubmit<OrderView>();
  if (order.payment !== 'CONTRACT') return null;

  async function ask() {
    const told = await submit(`/api/orders/${encodeURIComponent(order.orderId)}/sync-blockchain`, {});
    if (!told) return;
    orders().put(told);
    announce('The contract was asked');
  }

  return (
    <section class="card" aria-label="Contract" data-testid="contract">
      <h2>The contract keeps the money</h2>
      <p>Pay, ship, confirm and release there, by a wallet. What it says at its chain’s last final block is shown here.</p>
      <Problem error={error} />
      {may.write() && (
        <button type="button" class="secondary" aria-busy={busy} disabled={busy} onClick={() => void ask()}>
          Ask the contract now
        </button>
      )}
    </section>
  );
}

import { orders, ordersAs } from '../data';
import { sideOf } from '../escrow/acts';
import { OrderList } from '../escrow/list';
import { me } from '../escrow/onlooker';
import type { OrderView } from '../escrow/views';
import { Loaded, More, Page } from '../parts/page';
import { link } from '../router';
import { useRows } from '../rows';
import { may } from '../session';

const TABS = [
  { id: '', text: 'All' },
  { id: 'purchases', text: 'My purchases' },
  { id: 'sales', text: 'My sales' },
] as const;

export type Which = (typeof TABS)[number]['id'];

/** Which tab a path names; none where it names an order. */
export const tabOf = (id: string): Which | null => TABS.find((tab) => tab.id === id)?.id ?? null;

export function Orders({ which }: { which: Which }) {
  const source = which === '' ? orders() : ordersAs(which === 'purchases' ? 'buyer' : 'seller');
  const list = useRows(source);
  const rows = list.rows?.filter((order) => isOf(order, which)) ?? null;
  return (
    <Page
      title="Orders"
      lead="The price is kept safe until the buyer is satisfied, time runs out, or a mediator has decided."
      aside={
        may.write() && (
          <a role="button" href={link('orders', 'new')}>
            New order
          </a>
        )
      }
    >
      <nav class="tabs" aria-label="Which orders">
        {TABS.map(({ id, text }) => (
          <a key={id} class="chip" href={id ? link('orders', id) : link('orders')} aria-current={id === which ? 'page' : undefined}>
            {text}
          </a>
        ))}
      </nav>
      <section class="card">
        <Loaded state={{ ...list, rows }} reload={() => void source.open()} empty={which === 'sales' ? 'Nobody has ordered from you yet.' : 'There is no order yet.'}>
          {(shown) => <OrderList rows={shown} />}
        </Loaded>
        <More when={list.hasMore} onClick={() => void source.more()} />
      </section>
    </Page>
  );
}

/** The stream brings all that one may see. */
function isOf(order: OrderView, which: Which): boolean {
  if (which === '') return true;
  return sideOf(order, me().userId) === (which === 'purchases' ? 'BUYER' : 'SELLER');
}

import { disputes, openDisputes } from '../data';
import { waitsForThem } from '../escrow/acts';
import { Doubted } from '../escrow/doubted';
import { OrderList } from '../escrow/list';
import { me } from '../escrow/onlooker';
import { Loaded, More, Page } from '../parts/page';
import { useRows } from '../rows';

/** The mediator's desk: what can be decided now, then the rest. */
export function Disputes() {
  const open = useRows(openDisputes());
  const list = useRows(disputes());
  const waiting = open.rows?.filter((order) => waitsForThem(order, me())) ?? null;
  const others = list.rows?.filter((order) => !waitsForThem(order, me())) ?? [];
  return (
    <Page title="Disputes" lead="Where buyer and seller disagree. You decide on what both have shown, and not on your own orders.">
      <section class="card">
        <h2>To be decided by you</h2>
        <Loaded state={{ ...open, rows: waiting }} reload={() => void openDisputes().open()} empty="Nothing waits for your decision.">
          {(rows) => <OrderList rows={rows} section="disputes" />}
        </Loaded>
        <More when={open.hasMore} onClick={() => void openDisputes().more()} />
      </section>
      {others.length > 0 && (
        <section class="card">
          <h2>Others</h2>
          <OrderList rows={others} section="disputes" />
        </section>
      )}
      <Doubted />
      <More when={list.hasMore} onClick={() => void disputes().more()} />
    </Page>
  );
}

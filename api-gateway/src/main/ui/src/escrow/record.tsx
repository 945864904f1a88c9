import { useEffect, useState } from 'preact/hooks';
import { shorten } from '../format';
import { ApiError, get } from '../net/api';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import type { OrderView, PaymentRecord } from './views';
import { RECORD } from './words';

const INTERVAL_MILLIS = 5_000;

/** That a contract has the payment on record; it is nobody’s to do, and no money waits for it. */
export function OnRecord({ order }: { order: OrderView }) {
  const record = useRecord(order);
  if (!record || record.state === 'NONE') return null;
  const label = RECORD[record.state];
  return (
    <section class="card" aria-label="On record" data-testid="on-record">
      <header>
        <h2>On record in the contract</h2>
        <Badge label={label} />
      </header>
      <p role="status">{label.means}</p>
      {record.detail && <p class="muted">{record.detail}</p>}
      <dl class="facts">
        {record.transaction && (
          <div>
            <dt>Transaction</dt>
            <dd>
              <Copyable text={record.transaction} what="Transaction">
                {shorten(record.transaction)}
              </Copyable>
            </dd>
          </div>
        )}
        {record.height !== null && (
          <div>
            <dt>Block</dt>
            <dd>{record.height}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

const isOpen = ({ state }: PaymentRecord) => state === 'WAITING' || state === 'SENT' || state === 'IN_BLOCK';

/** The order says what is final; before, no stream tells of it, so it is asked for while it is looked at. */
function useRecord(order: OrderView): PaymentRecord | null {
  const [record, setRecord] = useState<PaymentRecord | null>(null);
  const final = order.recorded;
  const asks = order.payment === 'MPESA' && order.paid !== '0' && !final;
  useEffect(() => {
    if (!asks) return;
    const ask = () =>
      get<PaymentRecord>(`/api/orders/${encodeURIComponent(order.orderId)}/record`).then(
        ({ body }) => {
          setRecord(body);
          if (!isOpen(body)) clearInterval(timer);
        },
        (problem: ApiError) => console.warn(`record: ${problem.message}`),
      );
    const timer = setInterval(() => void ask(), INTERVAL_MILLIS);
    void ask();
    return () => clearInterval(timer);
  }, [asks, order.orderId, order.state]);
  return final ? { state: 'FINAL', rail: final.rail, transaction: final.transaction, height: final.height, blockHash: final.blockHash, detail: null } : record;
}

import { useEffect, useState } from 'preact/hooks';
import { useNow } from '../format';
import { ApiError, get } from '../net/api';
import { Badge } from '../parts/badge';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import type { MobilePayment, OrderView } from './views';
import { MOBILE } from './words';

const INTERVAL_MILLIS = 3_000;

/** By a push to the buyer’s phone; the order itself goes on by its stream, once the payment is certain. */
export function MobileMoney({ order }: { order: OrderView }) {
  const { submit, busy, error } = useSubmit<MobilePayment>();
  const [asked, setAsked] = useState<MobilePayment | null>(null);
  const payment = useStatus(asked);
  const now = useNow();
  const waits = payment !== null && isOpen(payment) && now < (payment.waitsUntilMillis ?? Infinity);

  async function push(event: Event) {
    event.preventDefault();
    const answer = await submit(`/api/orders/${encodeURIComponent(order.orderId)}/pay/mpesa`, {});
    if (answer) setAsked(answer);
  }

  return (
    <form class="card" aria-label="Pay" onSubmit={(event) => void push(event)}>
      <header>
        <h2>Pay by M-Pesa</h2>
        {payment && <Badge label={MOBILE[payment.state]} />}
      </header>
      <p role="status">{payment ? MOBILE[payment.state].means : 'Your phone asks for your PIN. The payment counts when M-Pesa has confirmed it.'}</p>
      {payment && (
        <dl class="facts cost">
          <div>
            <dt>On your phone</dt>
            <dd>{payment.amountKes} KES</dd>
          </div>
          {payment.receipt && (
            <div>
              <dt>Receipt</dt>
              <dd>{payment.receipt}</dd>
            </div>
          )}
        </dl>
      )}
      <Problem error={error} />
      <button type="submit" aria-busy={busy || waits} disabled={busy || waits}>
        {waits ? 'Waiting for M-Pesa…' : payment ? 'Ask my phone again' : 'Ask my phone'}
      </button>
    </form>
  );
}

const isOpen = ({ state }: MobilePayment) => state === 'REQUESTED' || state === 'PUSHED' || state === 'UNRESOLVED';

/** Of a payment that is under way, asked for while it is looked at: no stream tells of it. */
function useStatus(asked: MobilePayment | null): MobilePayment | null {
  const [payment, setPayment] = useState(asked);
  useEffect(() => {
    setPayment(asked);
    if (!asked || !isOpen(asked)) return;
    const timer = setInterval(() => {
      get<MobilePayment>('/api/mpesa/stk-status/' + encodeURIComponent(asked.checkoutRequestId)).then(
        ({ body }) => {
          setPayment(body);
          if (!isOpen(body)) clearInterval(timer);
        },
        (problem: ApiError) => console.warn(`M-Pesa: ${problem.message}`),
      );
    }, INTERVAL_MILLIS);
    return () => clearInterval(timer);
  }, [asked]);
  return payment;
}

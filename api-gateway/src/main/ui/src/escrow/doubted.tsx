import { useEffect, useState } from 'preact/hooks';
import { formatTime } from '../format';
import { ApiError, get } from '../net/api';
import { Amount } from '../parts/amount';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import { TextField } from '../parts/field';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { link } from '../router';
import { may } from '../session';
import type { MobilePayment } from './views';
import { MOBILE } from './words';

const DOUBTED = '/api/mpesa/stk-status?state=DOUBTED';

/** Payments of which M-Pesa told another amount: a person looks at its statement, and says which it was. */
export function Doubted() {
  const { payments, error, put } = useDoubted();
  if (!payments?.length && !error) return null;
  return (
    <section class="card" aria-label="M-Pesa payments in doubt">
      <h2>M-Pesa payments in doubt</h2>
      <p class="muted">M-Pesa told of another amount than was asked for. Look at its statement before you decide.</p>
      <Problem error={error} />
      {payments?.map((payment) => (
        <Payment key={payment.checkoutRequestId} payment={payment} decided={put} />
      ))}
    </section>
  );
}

/** No stream tells of them: they are asked for when the page opens. Where there is no M-Pesa there are none. */
function useDoubted() {
  const [payments, setPayments] = useState<MobilePayment[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    get<{ items: MobilePayment[] }>(DOUBTED).then(
      ({ body }) => setPayments(body.items),
      (problem: ApiError) => setError(problem.code === 'UNKNOWN_RAIL' ? null : problem),
    );
  }, []);
  const put = (after: MobilePayment) =>
    setPayments((all) => all && all.map((one) => (one.checkoutRequestId === after.checkoutRequestId ? after : one)));
  return { payments, error, put };
}

function Payment({ payment, decided }: { payment: MobilePayment; decided: (after: MobilePayment) => void }) {
  return (
    <article data-testid="doubted">
      <header>
        <h3>
          <a href={link('orders', payment.orderId)}>The order</a>
        </h3>
        <Badge label={MOBILE[payment.state]} />
      </header>
      <dl class="facts">
        <div>
          <dt>Asked for</dt>
          <dd>
            <Amount minor={payment.amount} asset={payment.asset} />
          </dd>
        </div>
        {payment.told && (
          <div>
            <dt>M-Pesa told</dt>
            <dd>
              <Amount minor={payment.told} asset={payment.asset} />
            </dd>
          </div>
        )}
        {payment.requestedAtMillis !== null && (
          <div>
            <dt>When</dt>
            <dd>{formatTime(payment.requestedAtMillis)}</dd>
          </div>
        )}
        <div>
          <dt>Payment</dt>
          <dd>
            <Copyable text={payment.checkoutRequestId} what="Payment" />
          </dd>
        </div>
      </dl>
      {payment.state === 'DOUBTED' && may.approve() && <Decide payment={payment} decided={decided} />}
    </article>
  );
}

function Decide({ payment, decided }: { payment: MobilePayment; decided: (after: MobilePayment) => void }) {
  const [receipt, setReceipt] = useState('');
  const [reason, setReason] = useState('');
  const { submit, busy, error } = useSubmit<MobilePayment>();

  async function decide(decision: 'CREDIT' | 'REFUSE') {
    const path = `/api/mpesa/stk-status/${encodeURIComponent(payment.checkoutRequestId)}/decisions`;
    const after = await submit(path, { decision, reason: reason.trim(), ...(decision === 'CREDIT' && { receipt: receipt.trim() }) });
    if (!after) return;
    decided(after);
    announce(decision === 'CREDIT' ? 'Credited as it was asked for' : 'Refused');
  }

  return (
    <form aria-label="Decide the payment" onSubmit={(event) => event.preventDefault()}>
      <TextField
        label="Receipt on the statement"
        name="receipt"
        autocomplete="off"
        placeholder="NLJ7RT61SV"
        hint="To credit it. A receipt pays once."
        value={receipt}
        onChange={setReceipt}
      />
      <TextField label="Reason, kept in the log" name="reason" autocomplete="off" required value={reason} onChange={setReason} />
      <Problem error={error} />
      <div class="actions">
        <button type="button" aria-busy={busy} disabled={busy || !reason.trim() || !receipt.trim()} onClick={() => void decide('CREDIT')}>
          It was paid: credit it
        </button>
        <button type="button" class="danger" aria-busy={busy} disabled={busy || !reason.trim()} onClick={() => void decide('REFUSE')}>
          It was not paid
        </button>
      </div>
    </form>
  );
}

import { useState } from 'preact/hooks';
import { depositRequests, useFetched } from '../data';
import { formatTime } from '../format';
import type { ApiError } from '../net/api';
import { Amount } from '../parts/amount';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import { Back, Page, Skeleton } from '../parts/page';
import { Payments, Qr, WithMemo } from '../parts/pay-to';
import { Problem } from '../parts/problem';
import { link } from '../router';
import { useRows } from '../rows';
import type { DepositRequestView } from '../views';
import { REQUEST } from '../words';

export function Deposit({ id }: { id: string }) {
  const list = useRows(depositRequests());
  const [error, setError] = useState<ApiError | null>(null);
  const request = list.rows?.find((one) => one.requestId === id);
  useFetched(depositRequests(), list.rows !== null && !request, '/api/deposit-requests/' + encodeURIComponent(id), setError);
  return (
    <Page title="Deposit" lead={<Back to="deposits" />} aside={request && <Badge label={REQUEST[request.outcome]} />}>
      <Problem error={error ?? list.error} />
      {request ? <Details request={request} /> : !error && <Skeleton lines={6} />}
    </Page>
  );
}

function Details({ request }: { request: DepositRequestView }) {
  return (
    <div class="columns">
      <section class="card pay">
        <h2>Pay to this address</h2>
        <Qr requestId={request.requestId} />
        <Copyable text={request.address} what="Address" />
        <WithMemo requestId={request.requestId} rail={request.rail} />
        <p class="muted">
          Only {request.asset} on {request.rail}. {REQUEST[request.outcome].means}
        </p>
        <dl class="facts">
          <div>
            <dt>Expected</dt>
            <dd>{request.expected ? <Amount minor={request.expected} asset={request.asset} /> : 'any amount'}</dd>
          </div>
          <div>
            <dt>Received</dt>
            <dd data-testid="received">
              <Amount minor={request.received} asset={request.asset} />
            </dd>
          </div>
          <div>
            <dt>Into</dt>
            <dd>
              <a href={link('journal', request.accountId)}>{request.accountId}</a>
            </dd>
          </div>
          <div>
            <dt>Valid until</dt>
            <dd>{formatTime(request.expiresAtMillis)}</dd>
          </div>
        </dl>
      </section>
      <Payments requestId={request.requestId} />
    </div>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { depositRequests, depositsOf, useFetched } from '../data';
import { formatTime, shorten } from '../format';
import { ApiError, get } from '../net/api';
import { Amount } from '../parts/amount';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import { Back, Loaded, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { DepositProgress } from '../parts/steps';
import { link } from '../router';
import { useRows } from '../rows';
import { memoOf } from '../stellar';
import type { DepositRequestView, DepositView } from '../views';
import { DEPOSIT, REQUEST } from '../words';

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
      <Payments request={request} />
    </div>
  );
}

/** As an image it can hold nothing that runs, whatever the server sends. */
function Qr({ requestId }: { requestId: string }) {
  const [source, setSource] = useState('');
  useEffect(() => {
    get<string>(`/api/deposit-requests/${encodeURIComponent(requestId)}/qr.svg`).then(
      ({ body }) => setSource('data:image/svg+xml,' + encodeURIComponent(body)),
      (problem: ApiError) => console.warn(`QR code: ${problem.message}`),
    );
  }, [requestId]);
  return <div class="qr">{source && <img src={source} alt="QR code of the payment address" width="208" height="208" />}</div>;
}

/** On Stellar the same payment for wallets that cannot pay M… addresses: the account, and who pays as its memo. */
function WithMemo({ requestId, rail }: { requestId: string; rail: string }) {
  const [link, setLink] = useState('');
  useEffect(() => {
    if (rail !== 'stellar') return;
    get<{ uri: string }>(`/api/deposit-requests/${encodeURIComponent(requestId)}/payment-link`).then(
      ({ body }) => setLink(body.uri),
      (problem: ApiError) => console.warn(`payment link: ${problem.message}`),
    );
  }, [requestId, rail]);
  const wish = memoOf(link);
  if (!wish) return null;
  return (
    <div data-testid="with-memo">
      <dl class="facts">
        <div>
          <dt>Or to the account</dt>
          <dd>
            <Copyable text={wish.account} what="Account">
              {shorten(wish.account)}
            </Copyable>
          </dd>
        </div>
        <div>
          <dt>with memo (id)</dt>
          <dd>
            <Copyable text={wish.memo} what="Memo" />
          </dd>
        </div>
      </dl>
      <p class="muted">
        To the account without its memo, a payment is kept aside for nobody. <a href={link}>Open in a wallet</a>
      </p>
    </div>
  );
}

function Payments({ request }: { request: DepositRequestView }) {
  const list = useRows(depositsOf(request.requestId));
  return (
    <section class="card" aria-live="polite">
      <h2>Payments</h2>
      <Loaded state={list} reload={() => void depositsOf(request.requestId).open()} empty="Nothing has been paid to this address yet. This page shows it the moment it is seen.">
        {(rows) => rows.map((deposit) => <Payment key={deposit.depositId} deposit={deposit} />)}
      </Loaded>
    </section>
  );
}

function Payment({ deposit }: { deposit: DepositView }) {
  const label = DEPOSIT[deposit.state];
  return (
    <article class="payment" data-testid="payment">
      <header>
        <Amount minor={deposit.amount} asset={deposit.asset} />
        <Badge label={label} />
      </header>
      <p class="muted">{deposit.detail ?? label.means}</p>
      <DepositProgress deposit={deposit} />
      <dl class="facts">
        <div>
          <dt>Transaction</dt>
          <dd>
            <Copyable text={deposit.transaction} what="Transaction">
              {shorten(deposit.transaction)}
            </Copyable>
          </dd>
        </div>
        <div>
          <dt>Seen</dt>
          <dd>{formatTime(deposit.seenAtMillis)}</dd>
        </div>
      </dl>
    </article>
  );
}

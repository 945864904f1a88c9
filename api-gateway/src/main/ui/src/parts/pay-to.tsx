import { useEffect, useState } from 'preact/hooks';
import { depositsOf } from '../data';
import { formatTime, shorten } from '../format';
import { ApiError, get } from '../net/api';
import { useRows } from '../rows';
import { memoOf } from '../stellar';
import type { DepositView } from '../views';
import { depositLabel } from '../words';
import { Amount } from './amount';
import { Badge } from './badge';
import { Copyable } from './copy';
import { Loaded } from './page';
import { DepositProgress } from './steps';

/** As an image it can hold nothing that runs, whatever the server sends. */
export function Qr({ requestId }: { requestId: string }) {
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
export function WithMemo({ requestId, rail }: { requestId: string; rail: string }) {
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

/** What has come to the address of a request, live. */
export function Payments({ requestId }: { requestId: string }) {
  const list = useRows(depositsOf(requestId));
  return (
    <section class="card" aria-live="polite">
      <h2>Payments</h2>
      <Loaded state={list} reload={() => void depositsOf(requestId).open()} empty="Nothing has been paid to this address yet. This page shows it the moment it is seen.">
        {(rows) => rows.map((deposit) => <Payment key={deposit.depositId} deposit={deposit} />)}
      </Loaded>
    </section>
  );
}

function Payment({ deposit }: { deposit: DepositView }) {
  const label = depositLabel(deposit);
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

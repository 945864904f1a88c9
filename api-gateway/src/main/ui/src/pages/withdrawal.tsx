import { useState } from 'preact/hooks';
import { useFetched, withdrawals } from '../data';
import { formatTime, shorten } from '../format';
import type { ApiError } from '../net/api';
import { Amount } from '../parts/amount';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import { Destination } from '../parts/destination';
import { Back, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { WithdrawalProgress } from '../parts/steps';
import { useSubmit } from '../parts/submit';
import { link } from '../router';
import { useRows } from '../rows';
import { session } from '../session';
import type { WithdrawalView } from '../views';
import { WITHDRAWAL } from '../words';

export function Withdrawal({ id }: { id: string }) {
  const list = useRows(withdrawals());
  const [error, setError] = useState<ApiError | null>(null);
  const withdrawal = list.rows?.find((one) => one.withdrawalId === id);
  useFetched(withdrawals(), list.rows !== null && !withdrawal, '/api/withdrawals/' + encodeURIComponent(id), setError);
  return (
    <Page title="Withdrawal" lead={<Back to="withdrawals" />} aside={withdrawal && <Badge label={WITHDRAWAL[withdrawal.state]} />}>
      <Problem error={error ?? list.error} />
      {withdrawal ? <Details withdrawal={withdrawal} /> : !error && <Skeleton lines={6} />}
    </Page>
  );
}

function Details({ withdrawal }: { withdrawal: WithdrawalView }) {
  const label = WITHDRAWAL[withdrawal.state];
  return (
    <section class="card" aria-live="polite">
      <p class="hero">
        <Amount minor={withdrawal.amount} asset={withdrawal.asset} />
      </p>
      <p>{label.means}</p>
      {withdrawal.detail && <p class="reason">{withdrawal.detail}</p>}
      <WithdrawalProgress withdrawal={withdrawal} />
      <Facts withdrawal={withdrawal} />
      <Cancel withdrawal={withdrawal} />
    </section>
  );
}

function Facts({ withdrawal }: { withdrawal: WithdrawalView }) {
  const { asset, chainFee, transaction } = withdrawal;
  return (
    <dl class="facts">
      <div>
        <dt>To</dt>
        <dd>
          <Destination text={withdrawal.destination} />
        </dd>
      </div>
      <div>
        <dt>From</dt>
        <dd>
          <a href={link('journal', withdrawal.accountId)}>{withdrawal.accountId}</a>
        </dd>
      </div>
      <div>
        <dt>Fee</dt>
        <dd>
          <Amount minor={withdrawal.fee} asset={asset} />
        </dd>
      </div>
      {chainFee && (
        <div>
          <dt>Of it to the chain</dt>
          <dd>
            <Amount minor={chainFee} asset={asset} />
          </dd>
        </div>
      )}
      <div>
        <dt>Asked for</dt>
        <dd>{formatTime(withdrawal.requestedAtMillis)}</dd>
      </div>
      {withdrawal.approvers.length > 0 && (
        <div>
          <dt>Approved by</dt>
          <dd>{withdrawal.approvers.join(', ')}</dd>
        </div>
      )}
      {transaction && (
        <div>
          <dt>Transaction</dt>
          <dd>
            <Copyable text={transaction} what="Transaction">
              {shorten(transaction)}
            </Copyable>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Its owner can call it back until it is signed. */
function Cancel({ withdrawal }: { withdrawal: WithdrawalView }) {
  const { submit, busy, error } = useSubmit();
  const open = withdrawal.state === 'AWAITING_APPROVAL' || withdrawal.state === 'APPROVED';
  if (!open || withdrawal.ownerId !== session.value?.user.id) return null;
  return (
    <>
      <Problem error={error} />
      <button type="button" class="secondary" aria-busy={busy} disabled={busy} onClick={() => void submit(`/api/withdrawals/${encodeURIComponent(withdrawal.withdrawalId)}/cancellations`, {})}>
        Cancel this withdrawal
      </button>
    </>
  );
}

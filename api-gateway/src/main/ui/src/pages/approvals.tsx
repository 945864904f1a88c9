import { useState } from 'preact/hooks';
import { awaitingApproval } from '../data';
import { formatTime } from '../format';
import { Amount } from '../parts/amount';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { Destination } from '../parts/destination';
import { TextField } from '../parts/field';
import { Mint } from '../parts/mint';
import { Loaded, Page } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { link } from '../router';
import { useRows } from '../rows';
import { session } from '../session';
import type { WithdrawalView } from '../views';
import { WITHDRAWAL } from '../words';
import { WithdrawalList } from './withdrawals';

const waits = (withdrawal: WithdrawalView) => withdrawal.state === 'AWAITING_APPROVAL';

export function Approvals() {
  const list = useRows(awaitingApproval());
  const waiting = list.rows?.filter(waits) ?? null;
  const decided = list.rows?.filter((withdrawal) => !waits(withdrawal) && withdrawal.approvalsNeeded > 0) ?? [];
  return (
    <Page title="Approvals" lead="Withdrawals above the threshold, and new tokens, wait here for a second person.">
      <Loaded state={{ ...list, rows: waiting }} reload={() => void awaitingApproval().open()} empty="Nothing waits for approval.">
        {(rows) => rows.map((withdrawal) => <Decision key={withdrawal.withdrawalId} withdrawal={withdrawal} />)}
      </Loaded>
      {decided.length > 0 && (
        <section class="card">
          <h2>Decided while you were here</h2>
          <WithdrawalList rows={decided} />
        </section>
      )}
      <Mint />
    </Page>
  );
}

function Decision({ withdrawal }: { withdrawal: WithdrawalView }) {
  const { approvers, approvalsNeeded } = withdrawal;
  return (
    <article class="card decision" data-testid="decision">
      <header>
        <Amount minor={withdrawal.amount} asset={withdrawal.asset} />
        <Badge label={WITHDRAWAL[withdrawal.state]} />
      </header>
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
          <dt>Asked for by</dt>
          <dd>
            {withdrawal.requestedBy}, {formatTime(withdrawal.requestedAtMillis)}
          </dd>
        </div>
        <div>
          <dt>Approvals</dt>
          <dd>
            {approvers.length} of {approvalsNeeded}
            {approvers.length > 0 && ` (${approvers.join(', ')})`}
          </dd>
        </div>
      </dl>
      <Verdict withdrawal={withdrawal} />
    </article>
  );
}

/** Two persons decide: neither the one who asked nor one who has approved already may do it again. */
function Verdict({ withdrawal }: { withdrawal: WithdrawalView }) {
  const me = session.value?.user.id ?? '';
  if (withdrawal.requestedBy === me || withdrawal.ownerId === me) return <p class="note">This withdrawal is yours, so another person has to decide on it.</p>;
  if (withdrawal.approvers.includes(me)) return <p class="note">You have approved it. Another person has to approve it too.</p>;
  return <Buttons id={withdrawal.withdrawalId} />;
}

function Buttons({ id }: { id: string }) {
  const [rejecting, setRejecting] = useState(false);
  const [reason, setReason] = useState('');
  const { submit, busy, error } = useSubmit();
  const path = `/api/withdrawals/${encodeURIComponent(id)}/`;

  async function decide(what: 'approvals' | 'rejections', body: object, said: string) {
    if (await submit(path + what, body)) announce(said);
  }

  async function reject(event: Event) {
    event.preventDefault();
    await decide('rejections', { reason: reason.trim() }, 'Rejected');
  }

  return (
    <>
      <Problem error={error} />
      {rejecting ? (
        <form onSubmit={(event) => void reject(event)}>
          <TextField label="Reason, shown to the customer" name="reason" required value={reason} onChange={setReason} />
          <div class="actions">
            <button type="submit" class="danger" aria-busy={busy} disabled={busy || !reason.trim()}>
              Reject
            </button>
            <button type="button" class="secondary" onClick={() => setRejecting(false)}>
              Back
            </button>
          </div>
        </form>
      ) : (
        <div class="actions">
          <button type="button" aria-busy={busy} disabled={busy} onClick={() => void decide('approvals', {}, 'Approved')}>
            Approve
          </button>
          <button type="button" class="secondary" onClick={() => setRejecting(true)}>
            Reject…
          </button>
        </div>
      )}
    </>
  );
}

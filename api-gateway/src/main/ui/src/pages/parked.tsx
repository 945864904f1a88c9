import { useState } from 'preact/hooks';
import { parked } from '../data';
import { formatAgo, formatTime, useNow } from '../format';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import { TextField } from '../parts/field';
import { Loaded, Page } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { useRows } from '../rows';
import { may } from '../session';
import type { ParkedView } from '../views';
import { PARKED } from '../words';

export const isOpen = (row: ParkedView) => row.state === 'WAITING' || row.state === 'HELD';

const times = (count: number) => (count === 0 ? 'not yet' : count === 1 ? 'once' : `${count} times`);

export function Parked() {
  const list = useRows(parked());
  const open = list.rows?.filter(isOpen) ?? null;
  const closed = list.rows?.filter((row) => !isOpen(row)) ?? [];
  return (
    <Page title="Parked" lead="What failed is kept here and tried again, while everything else goes on.">
      <Loaded state={{ ...list, rows: open }} reload={() => void parked().open()} empty="Nothing is parked.">
        {(rows) => rows.map((row) => <Card key={row.parkedId} row={row} />)}
      </Loaded>
      {closed.length > 0 && (
        <section>
          <h2>Closed</h2>
          {closed.map((row) => (
            <Card key={row.parkedId} row={row} />
          ))}
        </section>
      )}
    </Page>
  );
}

function Card({ row }: { row: ParkedView }) {
  const now = useNow();
  const label = PARKED[row.state];
  return (
    <article class="card decision" data-testid="parked">
      <header>
        <h2>
          {row.what} on {row.source}
        </h2>
        <Badge label={label} />
      </header>
      <p>
        {row.error} <span class="muted">({row.errorCode})</span>
      </p>
      <dl class="facts">
        <div>
          <dt>About</dt>
          <dd>
            <Copyable text={row.target} what="Id" />
          </dd>
        </div>
        <div>
          <dt>Block</dt>
          <dd>{row.height ?? '–'}</dd>
        </div>
        <div>
          <dt>Parked</dt>
          <dd>{formatTime(row.parkedAtMillis)}</dd>
        </div>
        <div>
          <dt>Tried again</dt>
          <dd>
            {times(row.attempts)}{row.nextRetryAtMillis !== null && `, next ${formatAgo(row.nextRetryAtMillis, now)}`}
          </dd>
        </div>
        {row.decidedBy && (
          <div>
            <dt>Decided by</dt>
            <dd>{row.decidedBy}</dd>
          </div>
        )}
        {row.detail && (
          <div>
            <dt>Because</dt>
            <dd>{row.detail}</dd>
          </div>
        )}
      </dl>
      <details>
        <summary>What was told</summary>
        <pre>{row.payload}</pre>
      </details>
      {isOpen(row) && may.administer() && <Buttons id={row.parkedId} />}
    </article>
  );
}

function Buttons({ id }: { id: string }) {
  const [discarding, setDiscarding] = useState(false);
  const [reason, setReason] = useState('');
  const { submit, busy, error } = useSubmit();
  const path = `/api/admin/parked/${encodeURIComponent(id)}/`;

  async function decide(what: 'retries' | 'discards', body: object, said: string) {
    if (await submit(path + what, body)) announce(said);
  }

  async function discard(event: Event) {
    event.preventDefault();
    await decide('discards', { reason: reason.trim() }, 'Discarded');
  }

  return (
    <>
      <Problem error={error} />
      {discarding ? (
        <form onSubmit={(event) => void discard(event)}>
          <TextField label="Reason, kept in the log" name="reason" required value={reason} onChange={setReason} />
          <div class="actions">
            <button type="submit" class="danger" aria-busy={busy} disabled={busy || !reason.trim()}>
              Discard for good
            </button>
            <button type="button" class="secondary" onClick={() => setDiscarding(false)}>
              Back
            </button>
          </div>
        </form>
      ) : (
        <div class="actions">
          <button type="button" aria-busy={busy} disabled={busy} onClick={() => void decide('retries', {}, 'It is tried again now')}>
            Try again now
          </button>
          <button type="button" class="secondary" onClick={() => setDiscarding(true)}>
            Discard…
          </button>
        </div>
      )}
    </>
  );
}

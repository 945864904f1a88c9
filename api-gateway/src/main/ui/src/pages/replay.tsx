import { useState } from 'preact/hooks';
import { replays } from '../data';
import { formatTime } from '../format';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { SelectField, TextField } from '../parts/field';
import { Loaded, Page } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { useRows } from '../rows';
import { may } from '../session';
import type { ReplayFinding, ReplayView } from '../views';
import { REPLAY } from '../words';

const ALL = 'ALL';
const VIEWS: [string, string][] = [
  [ALL, 'All views'],
  ['ACCOUNTS', 'Accounts and balances'],
  ['JOURNAL', 'Journal'],
  ['DEPOSITS', 'Deposits'],
  ['WITHDRAWALS', 'Withdrawals'],
  ['POLICIES', 'Withdrawal limits'],
  ['RAILS', 'Rails'],
  ['RECONCILIATION', 'Reconciliation'],
  ['PARKED', 'Parked'],
  ['REPLAYS', 'Replays'],
];

const isOpen = (replay: ReplayView) => ['REQUESTED', 'RUNNING', 'CANCELLING'].includes(replay.state);

export function Replay() {
  const list = useRows(replays());
  return (
    <Page title="Replay" lead="Fold the views again from the log, beside the ones in use. No money moves, and nobody has to wait.">
      {may.administer() && <Begin />}
      <Loaded state={list} reload={() => void replays().open()} empty="Nothing was replayed yet.">
        {(rows) => rows.map((replay) => <Card key={replay.replayId} replay={replay} />)}
      </Loaded>
    </Page>
  );
}

function Begin() {
  const [view, setView] = useState(ALL);
  const [reason, setReason] = useState('');
  const { submit, busy, error } = useSubmit<ReplayView>();

  async function begin(event: Event) {
    event.preventDefault();
    const projections = view === ALL ? [] : [view];
    const begun = await submit('/api/admin/replays', { what: 'PROJECTIONS', projections, reason: reason.trim() });
    if (!begun) return;
    replays().put(begun);
    setReason('');
    announce('The replay has begun');
  }

  return (
    <form class="card" onSubmit={(event) => void begin(event)}>
      <Problem error={error} />
      <SelectField label="What is exchanged" name="view" value={view} onChange={setView} options={VIEWS} />
      <TextField label="Reason, kept in the log" name="reason" required value={reason} onChange={setReason} />
      <div class="actions">
        <button type="submit" aria-busy={busy} disabled={busy || !reason.trim()}>
          Begin the replay
        </button>
      </div>
    </form>
  );
}

function Card({ replay }: { replay: ReplayView }) {
  return (
    <article class="card decision rail" data-testid="replay">
      <header>
        <h2>{replay.projections.length > 0 ? replay.projections.join(', ').toLowerCase() : 'all views'}</h2>
        <Badge label={REPLAY[replay.state]} />
      </header>
      <p>{replay.reason}</p>
      <p class="muted">
        Asked for by {replay.requestedBy}, {formatTime(replay.requestedAtMillis)}
        {replay.cancelledBy && `; cancelled by ${replay.cancelledBy}`}
      </p>
      {replay.parts.map((part) => (
        <section key={part.part}>
          {isOpen(replay) && <progress value={part.done} max={Math.max(part.total, 1)} aria-label="Events folded" />}
          {part.detail && <p>{part.detail}</p>}
          <Findings findings={part.findings} />
        </section>
      ))}
      {isOpen(replay) && may.administer() && <Cancel replay={replay} />}
    </article>
  );
}

function Findings({ findings }: { findings: ReplayFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <dl class="facts">
      {findings.map((finding) => (
        <div key={finding.subject}>
          <dt>{finding.subject}</dt>
          <dd class={finding.different > 0 ? 'lags' : ''}>
            {finding.checked} rows, {finding.different} different{finding.example && `: ${finding.example}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Cancel({ replay }: { replay: ReplayView }) {
  const { submit, busy, error } = useSubmit();
  const path = `/api/admin/replays/${encodeURIComponent(replay.replayId)}/cancellations`;
  return (
    <>
      <Problem error={error} />
      <div class="actions">
        <button
          type="button"
          class="secondary"
          aria-busy={busy}
          disabled={busy || replay.state === 'CANCELLING'}
          onClick={() => void submit(path, {})}
        >
          Cancel
        </button>
      </div>
    </>
  );
}

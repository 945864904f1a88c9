import { useState } from 'preact/hooks';
import { rails, replays } from '../data';
import { formatTime } from '../format';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { SelectField, TextField } from '../parts/field';
import { Loaded, Page } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { useRows } from '../rows';
import { may } from '../session';
import type { ReplayPart, ReplayView } from '../views';
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
  ['PEOPLE', 'People'],
  ['SESSIONS', 'Sessions and sign-ins'],
  ['ORDERS', 'Orders'],
  ['PRODUCTS', 'Products'],
];

const isOpen = (replay: ReplayView) => ['REQUESTED', 'RUNNING', 'CANCELLING'].includes(replay.state);

export function Replay() {
  const list = useRows(replays());
  return (
    <Page
      title="Replay"
      lead="Read a chain's blocks again, or fold the views again from the log. No money is sent, and nobody has to wait."
    >
      {may.administer() && <Begin />}
      <Loaded state={list} reload={() => void replays().open()} empty="Nothing was replayed yet.">
        {(rows) => rows.map((replay) => <Card key={replay.replayId} replay={replay} />)}
      </Loaded>
    </Page>
  );
}

const CHAIN = 'CHAIN';
const PROJECTIONS = 'PROJECTIONS';
const WHAT: [string, string][] = [
  [CHAIN, 'Blocks of a chain'],
  [PROJECTIONS, 'Views'],
];

/** A height as typed: null for none, NaN for what is no height. */
function height(text: string): number | null {
  const typed = text.trim();
  if (!typed) return null;
  return /^\d{1,15}$/.test(typed) ? Number(typed) : NaN;
}

const wrong = (text: string) => (Number.isNaN(height(text)) ? 'This is not the number of a block' : null);

function Begin() {
  const known = useRows(rails()).rows ?? [];
  const [what, setWhat] = useState(CHAIN);
  const [rail, setRail] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [view, setView] = useState(ALL);
  const [reason, setReason] = useState('');
  const { submit, busy, error } = useSubmit<ReplayView>();
  const chosen = rail || (known[0]?.rail ?? '');
  const isWrong = what === CHAIN && (!chosen || wrong(from) !== null || wrong(to) !== null);

  async function begin(event: Event) {
    event.preventDefault();
    const about =
      what === CHAIN
        ? { rail: chosen, fromBlock: height(from), toBlock: height(to) }
        : { projections: view === ALL ? [] : [view] };
    const begun = await submit('/api/admin/replays', { what, ...about, reason: reason.trim() });
    if (!begun) return;
    replays().put(begun);
    setReason('');
    announce('The replay has begun');
  }

  return (
    <form class="card" onSubmit={(event) => void begin(event)}>
      <Problem error={error} />
      <SelectField label="What is done again" name="what" value={what} onChange={setWhat} options={WHAT} />
      {what === CHAIN ? (
        <>
          <SelectField
            label="Rail"
            name="rail"
            value={chosen}
            onChange={setRail}
            options={known.map((one) => [one.rail, one.rail])}
          />
          <TextField
            label="From block (optional)"
            name="from"
            inputMode="numeric"
            hint="Without it, from the first that was taken in"
            error={wrong(from)}
            value={from}
            onChange={setFrom}
          />
          <TextField
            label="To block (optional)"
            name="to"
            inputMode="numeric"
            hint="Without it, up to where the rail stands"
            error={wrong(to)}
            value={to}
            onChange={setTo}
          />
        </>
      ) : (
        <SelectField label="What is exchanged" name="view" value={view} onChange={setView} options={VIEWS} />
      )}
      <TextField label="Reason, kept in the log" name="reason" required value={reason} onChange={setReason} />
      <div class="actions">
        <button type="submit" aria-busy={busy} disabled={busy || isWrong || !reason.trim()}>
          Begin the replay
        </button>
      </div>
    </form>
  );
}

function title(replay: ReplayView): string {
  if (replay.what === PROJECTIONS) {
    return replay.projections.length > 0 ? replay.projections.join(', ').toLowerCase() : 'all views';
  }
  const blocks = `${replay.rail ?? ''}, blocks ${replay.fromBlock ?? 'from the first'} to ${replay.toBlock ?? 'the last'}`;
  return replay.what === CHAIN ? blocks : `${blocks}, and the views`;
}

function Card({ replay }: { replay: ReplayView }) {
  return (
    <article class="card decision rail" data-testid="replay">
      <header>
        <h2>{title(replay)}</h2>
        <Badge label={REPLAY[replay.state]} />
      </header>
      <p>{replay.reason}</p>
      <p class="muted">
        Asked for by {replay.requestedBy}, {formatTime(replay.requestedAtMillis)}
        {replay.cancelledBy && `; cancelled by ${replay.cancelledBy}`}
      </p>
      {replay.parts.map((part) => (
        <section key={part.part}>
          {isOpen(replay) && <Progress part={part} />}
          {part.detail && <p>{part.detail}</p>}
          <Findings part={part} />
        </section>
      ))}
      {isOpen(replay) && may.administer() && <Cancel replay={replay} />}
    </article>
  );
}

function Progress({ part }: { part: ReplayPart }) {
  const unit = part.part === CHAIN ? 'blocks read' : 'events folded';
  return (
    <>
      <progress value={part.done} max={Math.max(part.total, 1)} aria-label={unit} />
      {part.total > 0 && (
        <p class="muted">
          {part.done} of {part.total} {unit}
        </p>
      )}
    </>
  );
}

/** How a finding counts: what was looked at, and what of it was not as it should be. */
const COUNTED: Record<string, [string, string]> = {
  blocks: ['looked at', 'not read'],
  observations: ['seen', 'missing'],
  'reports to the ledger': ['told', 'news'],
};

function Findings({ part }: { part: ReplayPart }) {
  if (part.findings.length === 0) return null;
  return (
    <dl class="facts">
      {part.findings.map((finding) => {
        const [all, some] = COUNTED[finding.subject] ?? ['rows', 'different'];
        return (
          <div key={finding.subject}>
            <dt>{finding.subject}</dt>
            <dd class={finding.different > 0 ? 'lags' : ''}>
              {finding.checked} {all}, {finding.different} {some}
              {finding.example && `: ${finding.example}`}
            </dd>
          </div>
        );
      })}
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

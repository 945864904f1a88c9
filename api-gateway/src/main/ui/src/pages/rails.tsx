import { useState } from 'preact/hooks';
import { rails } from '../data';
import { formatAgo, formatTime, shorten, useNow } from '../format';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { ContractEvents } from '../parts/contract-events';
import { Copyable } from '../parts/copy';
import { Freeze } from '../parts/freeze';
import { TextField } from '../parts/field';
import { Loaded, Page } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { useRows } from '../rows';
import { may } from '../session';
import { type RailStatus, useRailStatus } from '../status';
import type { RailView } from '../views';
import { RAIL } from '../words';

export function Rails() {
  const list = useRows(rails());
  const status = useRailStatus();
  return (
    <Page title="Rails" lead="How far each chain has been read, and whether it moves.">
      <Loaded state={list} reload={() => void rails().open()} empty="No rail is configured.">
        {(rows) => rows.map((rail) => <RailCard key={rail.rail} rail={rail} status={status.get(rail.rail)} />)}
      </Loaded>
    </Page>
  );
}

function RailCard({ rail, status }: { rail: RailView; status?: RailStatus }) {
  const now = useNow();
  const label = RAIL[rail.state];
  const known = Math.max(rail.headHeight, 1);
  return (
    <article class="card rail" data-testid={'rail-' + rail.rail}>
      <header>
        <h2>{rail.rail}</h2>
        <Badge label={label} />
      </header>
      <p>{rail.reason || label.means}</p>
      {rail.state === 'FROZEN' && <Freeze rail={rail} />}
      {status?.trouble && (
        <p class="note" role="status">
          Counts as unhealthy: {status.trouble}.
        </p>
      )}
      <dl class="figures">
        <div>
          <dt>Height</dt>
          <dd>{rail.height}</dd>
        </div>
        <div>
          <dt>Head of the chain</dt>
          <dd>{rail.headHeight}</dd>
        </div>
        <div>
          <dt>Behind</dt>
          <dd class={rail.lagBlocks > 0 ? 'lags' : ''}>{rail.lagBlocks === 1 ? '1 block' : `${rail.lagBlocks} blocks`}</dd>
        </div>
        <div>
          <dt>Orphaned so far</dt>
          <dd>{rail.orphanedBlocks}</dd>
        </div>
      </dl>
      {status && <Operation status={status} />}
      <progress value={Math.min(rail.height, known)} max={known} aria-label={`Blocks read of ${rail.rail}`} />
      <dl class="facts">
        <div>
          <dt>Last block</dt>
          <dd>
            {rail.hash ? (
              <Copyable text={rail.hash} what="Block hash">
                {shorten(rail.hash, 14, 14)}
              </Copyable>
            ) : (
              'none yet'
            )}
          </dd>
        </div>
        <div>
          <dt>Mined</dt>
          <dd>{rail.minedAtMillis > 0 ? `${formatTime(rail.minedAtMillis)}, ${formatAgo(rail.minedAtMillis, now)}` : '–'}</dd>
        </div>
        <div>
          <dt>In this state</dt>
          <dd>since {formatTime(rail.changedAtMillis)}</dd>
        </div>
      </dl>
      <ContractEvents rail={rail} />
      {may.administer() && <Pause rail={rail} />}
    </article>
  );
}

/** Stops the rail, or lets it go on; either needs a reason, which stands in the log. */
function Pause({ rail }: { rail: RailView }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const { submit, busy, error } = useSubmit();
  const paused = rail.state === 'PAUSED';
  const wish = paused ? 'Resume' : 'Pause';

  async function send(event: Event) {
    event.preventDefault();
    const done = await submit('/api/integration/configure', {
      rail: { rail: rail.rail, paused: !paused, reason: reason.trim() },
    });
    if (!done) return;
    announce(paused ? `${rail.rail} goes on` : `${rail.rail} is paused`);
    setOpen(false);
    setReason('');
  }

  if (!open)
    return (
      <div class="actions">
        <button type="button" class="secondary" onClick={() => setOpen(true)}>
          {wish}…
        </button>
      </div>
    );
  return (
    <form onSubmit={(event) => void send(event)}>
      <Problem error={error} />
      <TextField label="Reason, kept in the log" name="reason" required value={reason} onChange={setReason} />
      <div class="actions">
        <button type="submit" aria-busy={busy} disabled={busy || !reason.trim()}>
          {wish} {rail.rail}
        </button>
        <button type="button" class="secondary" onClick={() => setOpen(false)}>
          Back
        </button>
      </div>
    </form>
  );
}

/** What those who operate it want to know beside. */
function Operation({ status }: { status: RailStatus }) {
  return (
    <dl class="figures" data-testid={'operation-' + status.rail}>
      <div>
        <dt>Final up to</dt>
        <dd>{status.finalHeight < 0 ? '–' : status.finalHeight}</dd>
      </div>
      <div>
        <dt>Blocks a second</dt>
        <dd>{status.blocksPerSecond}</dd>
      </div>
      <div>
        <dt>Parked</dt>
        <dd class={status.parked > 0 ? 'lags' : ''}>{status.parked}</dd>
      </div>
      <div>
        <dt>To be paid out</dt>
        <dd>{status.openPayouts}</dd>
      </div>
      <div>
        <dt>Chain heard of</dt>
        <dd>{status.heardSecondsAgo === null ? 'not yet' : `${status.heardSecondsAgo} s ago`}</dd>
      </div>
    </dl>
  );
}

import { rails } from '../data';
import { formatAgo, formatTime, shorten, useNow } from '../format';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import { Freeze } from '../parts/freeze';
import { Loaded, Page } from '../parts/page';
import { useRows } from '../rows';
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
    </article>
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

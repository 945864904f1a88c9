import { useEffect, useState } from 'preact/hooks';
import { shorten } from '../format';
import { ApiError, get } from '../net/api';
import { may } from '../session';
import type { RailFork, RailView } from '../views';
import { announce } from './announce';
import { Copyable } from './copy';
import { TextField } from './field';
import { Problem } from './problem';
import { useSubmit } from './submit';

/** What a frozen rail waits for: told to everybody, shown to staff, decided by an administrator. */
export function Freeze({ rail }: { rail: RailView }) {
  const fork = useFork(rail);
  return (
    <section data-testid={'freeze-' + rail.rail}>
      <p class="note" role="status">
        {waitsFor(fork)} Nothing is taken in and nothing is paid out meanwhile; no money is lost by waiting.
      </p>
      {fork && <Facts fork={fork} />}
      {fork && !fork.accepted && may.administer() && <Decision key={fork.theirs.hash} fork={fork} />}
    </section>
  );
}

function waitsFor(fork: RailFork | null): string {
  if (!may.seeAll()) return 'It waits for the people who operate it.';
  if (!fork) return 'It waits for a node that has our chain.';
  return fork.accepted ? 'An administrator accepted the other branch.' : 'It waits for an administrator, or for its node to come back to our chain.';
}

/** Renewed with whatever the rail says; null where there is nothing to decide, or for those who may not ask. */
function useFork(rail: RailView): RailFork | null {
  const [fork, setFork] = useState<RailFork | null>(null);
  useEffect(() => {
    if (!may.seeAll()) return;
    let stale = false;
    get<RailFork>(`/api/rails/${encodeURIComponent(rail.rail)}/fork`).then(
      ({ body }) => stale || setFork(body),
      (problem) => {
        if (!(problem instanceof ApiError)) throw problem;
        if (!stale) setFork(null);
      },
    );
    return () => {
      stale = true;
    };
  }, [rail.rail, rail.hash, rail.reason, rail.changedAtMillis]);
  return fork;
}

function Facts({ fork }: { fork: RailFork }) {
  return (
    <dl class="facts">
      <div>
        <dt>Both chains have</dt>
        <dd>block {fork.meets.height}</dd>
      </div>
      <div>
        <dt>Its next block there</dt>
        <dd>
          <Copyable text={fork.theirs.hash} what="Block hash">
            {shorten(fork.theirs.hash, 14, 14)}
          </Copyable>
        </dd>
      </div>
      <div>
        <dt>Ours was final up to</dt>
        <dd>block {fork.finalHeight}</dd>
      </div>
      <div>
        <dt>Would be taken back</dt>
        <dd>{fork.blocksToTakeBack === 1 ? '1 block of ours' : `${fork.blocksToTakeBack} blocks of ours`}</dd>
      </div>
    </dl>
  );
}

function Decision({ fork }: { fork: RailFork }) {
  const [deciding, setDeciding] = useState(false);
  const [reason, setReason] = useState('');
  const { submit, busy, error } = useSubmit();

  async function decide(event: Event) {
    event.preventDefault();
    const path = `/api/admin/rails/${encodeURIComponent(fork.rail)}/decisions`;
    const body = { decision: 'ACCEPT_BRANCH', branch: fork.theirs.hash, reason: reason.trim() };
    if (await submit(path, body)) announce('It goes over to the other branch');
  }

  if (!deciding) {
    return (
      <div class="actions">
        <button type="button" class="secondary" onClick={() => setDeciding(true)}>
          Go over to the other branch…
        </button>
      </div>
    );
  }
  return (
    <form onSubmit={(event) => void decide(event)}>
      <Problem error={error} />
      <p>
        Deposits in the blocks taken back leave their owners' balances, though they were final; what the other branch holds of them comes
        in again. Withdrawals that were settled stay so. This cannot be undone.
      </p>
      <TextField label="Reason, kept in the log" name="reason" required value={reason} onChange={setReason} />
      <div class="actions">
        <button type="submit" class="danger" aria-busy={busy} disabled={busy || !reason.trim()}>
          Take {fork.blocksToTakeBack} of our blocks back
        </button>
        <button type="button" class="secondary" onClick={() => setDeciding(false)}>
          Back
        </button>
      </div>
    </form>
  );
}

import { deviceOf } from '../device';
import { formatAgo, formatTime, useNow } from '../format';
import type { Listing } from '../listing';
import { remove } from '../net/api';
import type { SessionView } from '../views';
import { METHOD, sessionLabel } from '../words';
import { useAct } from './act';
import { announce } from './announce';
import { Badge } from './badge';
import { Loaded, More } from './page';
import { Problem } from './problem';

interface Props {
  listing: Listing<SessionView>;
  /** Whether the one who looks may end them; this page's own is ended by signing out. */
  endable: boolean;
}

/** Each time that somebody was in, or is. */
export function Sessions({ listing: { state, reload, more }, endable }: Props) {
  return (
    <Loaded state={state} reload={reload} empty="There is no session.">
      {(rows) => (
        <>
          <ul class="rows">
            {rows.map((session) => (
              <Line key={session.sessionId} session={session} endable={endable && !session.current && session.state !== 'ENDED'} done={reload} />
            ))}
          </ul>
          <More when={state.hasMore} onClick={more} />
        </>
      )}
    </Loaded>
  );
}

function Line({ session, endable, done }: { session: SessionView; endable: boolean; done: () => void }) {
  const now = useNow(10_000);
  const { act, busy, error } = useAct();
  const device = deviceOf(session.userAgent);

  async function end() {
    if (!(await act(() => remove(`/api/sessions/${encodeURIComponent(session.sessionId)}`)))) return;
    announce('The session is ended');
    done();
  }

  return (
    <li class="line" data-testid="session">
      <span class="row-main">
        <span>
          {device}
          {session.current && <strong> · this one</strong>}
        </span>
        <small class="muted">
          {METHOD[session.method]}
          {session.address && ` · ${session.address}`} · since {formatTime(session.createdAtMillis)}
          {session.state === 'ENDED' ? session.endedAtMillis && ` · ended ${formatTime(session.endedAtMillis)}` : ` · heard of ${formatAgo(session.lastActivityAtMillis, now)}`}
        </small>
        <Problem error={error} />
      </span>
      <span class="line-side">
        <Badge label={sessionLabel(session)} />
        {endable && (
          <button type="button" class="secondary" aria-label={`End the session of ${device}, since ${formatTime(session.createdAtMillis)}`} aria-busy={busy} disabled={busy} onClick={() => void end()}>
            End
          </button>
        )}
      </span>
    </li>
  );
}

import { formatMillis } from '../format';
import { live } from '../net/connection';
import type { Status } from '../net/live';
import { useValue } from '../observable';
import { session } from '../session';
import { Menu } from './menu';

const WORDS: Record<Status['state'], string> = {
  live: 'Live',
  connecting: 'Connecting',
  waiting: 'Reconnecting',
  off: 'Disconnected',
};

/** Whether what is on the screen is current, how fast news arrive, and a switch. */
export function Connection() {
  const { state, reason } = useValue(live.status);
  const latency = useValue(live.latency);
  const perSecond = useValue(live.perSecond);
  const connected = state === 'live';
  const face = (
    <>
      <span class={'dot ' + state} />
      <span role="status">{WORDS[state]}</span>
      <span class="number wide-only">{connected && latency ? formatMillis(latency.last) : ''}</span>
    </>
  );
  const figures: [string, string][] = latency
    ? [
        ['Average', formatMillis(latency.average)],
        ['Fastest', formatMillis(latency.min)],
        ['Slowest', formatMillis(latency.max)],
        ['99th percentile', formatMillis(latency.p99)],
      ]
    : [];
  return (
    <Menu face={face}>
      <p class="eyebrow">Round trip</p>
      <dl class="facts tight">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="number">{value}</dd>
          </div>
        ))}
        <div>
          <dt>Changes a second</dt>
          <dd class="number">{perSecond.toFixed(1)}</dd>
        </div>
      </dl>
      {!connected && reason && <p class="muted">{reason}</p>}
      {state === 'off' ? (
        <button type="button" onClick={() => session.value && live.connect(session.value.token)}>
          Connect
        </button>
      ) : (
        <button type="button" class="secondary" onClick={() => live.disconnect()}>
          Disconnect
        </button>
      )}
    </Menu>
  );
}

import { formatAgo, useNow } from '../format';
import { link } from '../router';
import type { RailView } from '../views';
import { RAIL } from '../words';
import { Badge } from './badge';

export function RailLine({ rail }: { rail: RailView }) {
  const now = useNow();
  return (
    <a class="rail-line" href={link('rails')}>
      <strong>{rail.rail}</strong>
      <Badge label={RAIL[rail.state]} />
      <span class="number">block {rail.height}</span>
      <span class="muted">{rail.minedAtMillis > 0 ? formatAgo(rail.minedAtMillis, now) : 'no block yet'}</span>
    </a>
  );
}

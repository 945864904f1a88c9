import { useEffect, useState } from 'preact/hooks';
import { shorten } from '../format';
import { ApiError, get } from '../net/api';
import { may } from '../session';
import type { ContractEvent, Page, RailView } from '../views';
import { Copyable } from './copy';

const BLOCKS = 100;
const MOST_SHOWN = 20;

/** What contracts said lately, for staff; nothing where none did. */
export function ContractEvents({ rail }: { rail: RailView }) {
  const events = useLatest(rail);
  if (events.length === 0) return null;
  return (
    <section data-testid={'contract-events-' + rail.rail}>
      <h3>What contracts said in the last {BLOCKS} blocks</h3>
      <div class="scroll" tabIndex={0} role="region" aria-label={`Contract events of ${rail.rail}, table`}>
        <table role="table">
          <thead>
            <tr>
              <th scope="col">Block</th>
              <th scope="col">Contract</th>
              <th scope="col">Event</th>
              <th scope="col">Transaction</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {events.map((event) => (
              <Line key={`${event.blockHash}/${event.position}`} event={event} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Line({ event }: { event: ContractEvent }) {
  return (
    <tr role="row">
      <td role="cell">{event.height}</td>
      <td role="cell">
        <code title={event.contract}>{shorten(event.contract, 6, 6)}</code>
      </td>
      <td role="cell">
        {event.name ?? (event.topic ? shorten(event.topic, 10, 4) : 'without a name')}
        {!event.standing && <span class="muted"> – its block lost its place</span>}
        {event.problem && <span class="muted"> – cannot be read</span>}
      </td>
      <td role="cell">
        <Copyable text={event.transaction} what="Transaction">
          {shorten(event.transaction, 6, 6)}
        </Copyable>
      </td>
    </tr>
  );
}

/**
 * Newest first. All of the last blocks are asked for again with each block that comes or goes, so that an event whose
 * block lost its place says so at once.
 */
function useLatest(rail: RailView): ContractEvent[] {
  const [events, setEvents] = useState<ContractEvent[]>([]);
  useEffect(() => {
    if (!may.seeAll()) return;
    let stale = false;
    latest(rail).then(
      (found) => stale || setEvents(found),
      (problem) => {
        if (!(problem instanceof ApiError)) throw problem;
      },
    );
    return () => {
      stale = true;
    };
  }, [rail.rail, rail.hash]);
  return events;
}

/** The server tells them in the order of the chain: the last page has the newest. */
async function latest(rail: RailView): Promise<ContractEvent[]> {
  const path = `/api/rails/${encodeURIComponent(rail.rail)}/contract-events?limit=200&fromHeight=${Math.max(0, rail.height - BLOCKS + 1)}`;
  let page = (await get<Page<ContractEvent>>(path)).body;
  let found = page.items;
  while (page.items.length === 200 && page.next) {
    page = (await get<Page<ContractEvent>>(`${path}&after=${page.next}`)).body;
    found = found.concat(page.items);
  }
  return found.slice(-MOST_SHOWN).reverse();
}

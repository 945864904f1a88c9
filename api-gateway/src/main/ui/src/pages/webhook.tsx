import { useEffect, useRef, useState } from 'preact/hooks';
import { formatAgo, formatTime, useNow } from '../format';
import { type Listing, useListing } from '../listing';
import { ApiError, get, post, put, remove } from '../net/api';
import { useAct } from '../parts/act';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { Back, Loaded, More, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { NewSecret } from '../parts/secret';
import { go } from '../router';
import type { Page as Rows } from '../views';
import { DELIVERY, type DeliveryView, outcomeOf, RUNNING, STOPPED, webhookPath, WEBHOOKS, type WebhookView } from '../webhooks';

/** One webhook, what was told there, and what came of it. */
export function WebhookPage({ id }: { id: string }) {
  const [webhook, setWebhook] = useState<WebhookView | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const deliveries = useListing<DeliveryView>(webhookPath(id) + '/deliveries');
  const load = () => {
    setError(null);
    get<Rows<WebhookView>>(WEBHOOKS).then(
      ({ body }) => {
        const found = body.items.find((one) => one.webhookId === id);
        if (found) setWebhook(found);
        else setError(new ApiError(404, 'NOT_FOUND', 'Not found', 'There is no such webhook.', null));
      },
      (problem: ApiError) => setError(problem),
    );
  };
  useEffect(load, [id]);
  return (
    <Page title="Webhook" lead={<Back to="webhooks" />} aside={webhook && <Badge label={webhook.enabled ? RUNNING : STOPPED} />}>
      <Problem error={error} retry={load} />
      {webhook ? <Steer webhook={webhook} changed={setWebhook} told={deliveries.reload} /> : !error && <Skeleton />}
      <Deliveries id={id} listing={deliveries} />
    </Page>
  );
}

function Steer({ webhook, changed, told }: { webhook: WebhookView; changed: (webhook: WebhookView) => void; told: () => void }) {
  const [secret, setSecret] = useState('');
  const { act, busy, error } = useAct();
  const path = webhookPath(webhook.webhookId);
  const { events, disputes, enabled } = webhook;

  const test = () =>
    act(async () => {
      await post(path + '/tests', {});
      announce('A test is on its way');
      told();
    });
  const change = () => act(async () => changed((await put<WebhookView>(path, { events, disputes, enabled: !enabled })).body));
  const renew = () => act(async () => setSecret((await post<WebhookView>(path + '/secrets', {})).body.secret ?? ''));
  const drop = () =>
    act(async () => {
      await remove(path);
      announce('The webhook is gone');
      go('webhooks');
    });

  return (
    <section class="card" aria-label="The webhook">
      <p>
        <code>{webhook.url}</code>
      </p>
      <NewSecret secret={secret} />
      <Problem error={error} />
      <div class="actions">
        <Deed text="Send a test" busy={busy} deed={test} />
        <Deed text={enabled ? 'Stop it' : 'Start it again'} busy={busy} deed={change} />
        <Grave text="New secret" sure="Yes, make a new one" busy={busy} deed={renew} />
        <Grave text="Remove it with all that was told" sure="Yes, remove it" busy={busy} deed={drop} />
      </div>
    </section>
  );
}

const Deed = ({ text, busy, deed }: { text: string; busy: boolean; deed: () => Promise<unknown> }) => (
  <button type="button" class="secondary" disabled={busy} onClick={() => void deed()}>
    {text}
  </button>
);

/** What cannot be taken back is asked for twice; a second click in haste leaves it. */
function Grave({ text, sure, busy, deed }: { text: string; sure: string; busy: boolean; deed: () => Promise<unknown> }) {
  const [asked, setAsked] = useState(false);
  const way = useRef<HTMLButtonElement>(null);
  const leave = () => setAsked(false);
  useEffect(() => {
    if (asked) way.current?.focus();
  }, [asked]);
  if (!asked) return <Deed text={text} busy={busy} deed={async () => setAsked(true)} />;
  return (
    <>
      <button type="button" class="secondary" ref={way} onClick={leave}>
        Leave it
      </button>
      <Deed
        text={sure}
        busy={busy}
        deed={async () => {
          await deed();
          leave();
        }}
      />
    </>
  );
}

function Deliveries({ id, listing }: { id: string; listing: Listing<DeliveryView> }) {
  return (
    <section class="card">
      <h2>What was told</h2>
      <Loaded state={listing.state} reload={listing.reload} empty="Nothing has been told yet.">
        {(rows) => (
          <ul class="rows">
            {rows.map((one) => (
              <Delivery key={one.deliveryId} id={id} delivery={one} again={listing.reload} />
            ))}
          </ul>
        )}
      </Loaded>
      <More when={listing.state.hasMore} onClick={listing.more} />
    </section>
  );
}

function Delivery({ id, delivery, again }: { id: string; delivery: DeliveryView; again: () => void }) {
  const now = useNow();
  const { act, busy, error } = useAct();
  const redeliver = () => act(() => post(`${webhookPath(id)}/deliveries/${encodeURIComponent(delivery.deliveryId)}/redeliveries`, {}).then(again));
  return (
    <li class="line" data-testid="delivery">
      <span class="row-main">
        <span>{delivery.event}</span>
        <small class="muted">
          {formatTime(delivery.madeAtMillis)} · <code>{delivery.deliveryId}</code>
        </small>
        {delivery.attempts.map((attempt) => (
          <small key={attempt.number} class="muted">
            {attempt.number}. {formatTime(attempt.atMillis)}: {outcomeOf(attempt)}
          </small>
        ))}
        {delivery.nextAtMillis !== null && <small class="muted">next try {formatAgo(delivery.nextAtMillis, now)}</small>}
        <Problem error={error} />
      </span>
      <span class="line-side">
        <Badge label={DELIVERY[delivery.state]} />
        {delivery.state !== 'PENDING' && (
          <button type="button" class="secondary" aria-busy={busy} disabled={busy} onClick={() => void redeliver()}>
            Tell it again
          </button>
        )}
      </span>
    </li>
  );
}

import { useState } from 'preact/hooks';
import { formatTime } from '../format';
import { useListing } from '../listing';
import { post } from '../net/api';
import { useAct } from '../parts/act';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { TextField } from '../parts/field';
import { Loaded, Page } from '../parts/page';
import { Problem } from '../parts/problem';
import { NewSecret } from '../parts/secret';
import { link } from '../router';
import { may } from '../session';
import { RUNNING, STOPPED, WEBHOOKS, type WebhookView } from '../webhooks';

/** Other programs of one's own that are told what happens to one's orders. */
export function Webhooks() {
  const { state, reload } = useListing<WebhookView>(WEBHOOKS);
  return (
    <Page title="Webhooks" lead="Another program of yours is told, signed, what happens to your orders.">
      <div class="columns">
        <NewWebhook made={reload} />
        <section class="card">
          <h2>Your webhooks</h2>
          <Loaded state={state} reload={reload} empty="Nobody is told anything yet.">
            {(webhooks) => (
              <ul class="rows">
                {webhooks.map((webhook) => (
                  <li key={webhook.webhookId} data-testid="webhook">
                    <a href={link('webhooks', webhook.webhookId)}>
                      <span class="row-main">
                        <code>{webhook.url}</code>
                        <small class="muted">
                          {webhook.events.length === 0 ? 'all events' : webhook.events.join(', ')}
                          {webhook.disputes && ', everybody’s disputes'} · since {formatTime(webhook.madeAtMillis)}
                        </small>
                      </span>
                      <Badge label={webhook.enabled ? RUNNING : STOPPED} />
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </section>
      </div>
    </Page>
  );
}

function NewWebhook({ made }: { made: () => void }) {
  const [url, setUrl] = useState('');
  const [disputes, setDisputes] = useState(false);
  const [secret, setSecret] = useState('');
  const { act, busy, error } = useAct();

  async function add(event: Event) {
    event.preventDefault();
    setSecret('');
    const done = await act(async () => {
      const { body } = await post<WebhookView>(WEBHOOKS, { url: url.trim(), disputes });
      setSecret(body.secret ?? '');
    });
    if (!done) return;
    announce('The webhook is made');
    setUrl('');
    made();
  }

  return (
    <form class="card" onSubmit={(event) => void add(event)}>
      <h2>New webhook</h2>
      <TextField label="Address" name="url" placeholder="https://…" autocomplete="off" required hint="Of your program, on the public network." value={url} onChange={setUrl} />
      {may.approve() && (
        <label>
          <input type="checkbox" role="switch" checked={disputes} onChange={(event) => setDisputes(event.currentTarget.checked)} /> Everybody’s disputes, too
        </label>
      )}
      <NewSecret secret={secret} />
      <Problem error={error} />
      <button type="submit" aria-busy={busy} disabled={busy}>
        Make it
      </button>
    </form>
  );
}

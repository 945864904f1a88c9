import type { Refusal } from '../refusal';
import { refusal } from '../words';
import { Icon } from './icon';

/** Why something did not happen: in plain words first, then what support asks for. */
export function Problem({ error, retry }: { error: Refusal | null; retry?: () => void }) {
  if (!error) return null;
  return (
    <div class="problem" role="alert">
      <Icon name="alert" />
      <div>
        <strong>{refusal(error.code, error.title)}</strong>
        {error.detail && <p>{error.detail}</p>}
        {error.outcomeUnknown && <p>Trying again is safe: the same request is never carried out twice.</p>}
        <small>
          <code>{error.code}</code>
          {error.correlationId && (
            <>
              {' '}
              · reference <code>{error.correlationId}</code>
            </>
          )}
        </small>
        {retry && (
          <button type="button" class="quiet" onClick={retry}>
            Try again
          </button>
        )}
      </div>
    </div>
  );
}

import type { Label } from './words';

/** What the server tells of webhooks; no stream tells of them. */
export interface WebhookView {
  webhookId: string;
  url: string;
  events: string[];
  disputes: boolean;
  enabled: boolean;
  madeAtMillis: number;
  /** Only in the answer that made it. */
  secret: string | null;
}

export interface Attempt {
  number: number;
  atMillis: number;
  millis: number;
  status: number | null;
  failure: 'REFUSED' | 'TIMEOUT' | 'UNREACHABLE' | 'TLS' | 'ADDRESS_FORBIDDEN' | null;
}

export interface DeliveryView {
  deliveryId: string;
  event: string;
  body: string;
  state: 'PENDING' | 'DELIVERED' | 'GIVEN_UP';
  madeAtMillis: number;
  nextAtMillis: number | null;
  attempts: Attempt[];
}

export const WEBHOOKS = '/api/webhooks';

export const webhookPath = (id: string) => WEBHOOKS + '/' + encodeURIComponent(id);

export const DELIVERY: Record<DeliveryView['state'], Label> = {
  PENDING: { text: 'On its way', tone: 'busy', means: 'It is told again until somebody takes it.' },
  DELIVERED: { text: 'Delivered', tone: 'good', means: 'The receiver took it.' },
  GIVEN_UP: { text: 'Given up', tone: 'bad', means: 'Nobody took it, as often as it was tried.' },
};

export const RUNNING: Label = { text: 'On', tone: 'good', means: 'It is told what happens.' };
export const STOPPED: Label = { text: 'Stopped', tone: 'warn', means: 'Nothing is told there.' };

const FAILURE: Record<NonNullable<Attempt['failure']>, string> = {
  REFUSED: 'it was refused',
  TIMEOUT: 'no answer in time',
  UNREACHABLE: 'nobody was there',
  TLS: 'the certificate proves nothing',
  ADDRESS_FORBIDDEN: 'its address is not a public one',
};

/** What came of one try, for the one who has to mend it. */
export function outcomeOf({ status, failure, millis }: Attempt): string {
  const why = failure ? FAILURE[failure] : 'taken';
  return status === null ? `${why}, after ${millis} ms` : `${why}: HTTP ${status}, after ${millis} ms`;
}

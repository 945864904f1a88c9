import { Observable } from '../observable';
import { NOT_SIGNED_IN } from './api';
import { RSocket, type StreamError } from './rsocket';

export interface Status {
  state: 'off' | 'connecting' | 'live' | 'waiting';
  /** Why it is not live, for people. */
  reason: string;
}

/** What was measured with this browser's clock alone: the time from a ping to its echo. */
export interface Latency {
  last: number;
  average: number;
  min: number;
  max: number;
  p99: number;
  samples: number;
}

export interface Change<V> {
  cursor: number;
  kind: string;
  view: V;
  readAtMillis: number;
}

interface Subscription {
  route: string;
  data: Record<string, unknown>;
  cursor: number;
  next(change: Change<unknown>): void;
  cancel: () => void;
}

const FIRST_DELAY_MILLIS = 200;
const MAX_DELAY_MILLIS = 4_000;
const PING_MILLIS = 2_000;
const SAMPLES = 200;
const RATE_WINDOW_MILLIS = 5_000;

/**
 * The one connection of this page. Each subscription keeps the cursor of the last change it saw; after
 * a break everything is subscribed again from there, so nothing that happened meanwhile is missed.
 */
export class Live {
  readonly status = new Observable<Status>({ state: 'off', reason: '' });
  readonly latency = new Observable<Latency | null>(null);
  readonly perSecond = new Observable(0);
  private readonly subscriptions = new Set<Subscription>();
  private socket: RSocket | null = null;
  private token = '';
  private attempts = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private ticker: ReturnType<typeof setInterval> | undefined;
  private round: number[] = [];
  private arrivals: number[] = [];

  /** @param onUnauthorised is told of a token that counts no more */
  constructor(private readonly onUnauthorised: (refused: string) => void) {}

  connect(token: string): void {
    this.disconnect();
    this.token = token;
    this.open();
  }

  /** Goes on with another token of the same session: each stream begins anew after the last change that it saw. */
  renew(token: string): void {
    this.token = token;
    this.socket?.authorise(token);
    if (this.status.value.state !== 'live') return;
    for (const subscription of this.subscriptions) {
      subscription.cancel();
      this.start(subscription);
    }
  }

  disconnect(): void {
    clearTimeout(this.retry);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.rest('off', '');
  }

  /** Changes after the cursor, for as long as the returned function is not called. */
  watch<V>(route: string, data: Record<string, unknown>, after: number, next: (change: Change<V>) => void): () => void {
    const subscription: Subscription = {
      route,
      data,
      cursor: after,
      next: next as (change: Change<unknown>) => void,
      cancel: () => {},
    };
    this.subscriptions.add(subscription);
    if (this.status.value.state === 'live') this.start(subscription);
    return () => {
      this.subscriptions.delete(subscription);
      subscription.cancel();
    };
  }

  private open(): void {
    this.status.set({ state: 'connecting', reason: '' });
    const url = location.origin.replace(/^http/, 'ws') + '/rsocket';
    const socket: RSocket = new RSocket(
      url,
      this.token,
      () => this.opened(),
      (reason) => this.closed(socket, reason),
    );
    this.socket = socket;
  }

  private opened(): void {
    this.status.set({ state: 'live', reason: '' });
    for (const subscription of this.subscriptions) this.start(subscription);
    this.ping();
    this.ticker = setInterval(() => this.ping(), PING_MILLIS);
  }

  private closed(socket: RSocket, reason: string): void {
    if (this.socket !== socket) return;
    this.socket = null;
    this.rest('waiting', reason);
    const delay = Math.min(MAX_DELAY_MILLIS, FIRST_DELAY_MILLIS * 2 ** this.attempts) * (0.75 + Math.random() / 4);
    this.attempts += 1;
    this.retry = setTimeout(() => this.open(), delay);
  }

  private rest(state: 'off' | 'waiting', reason: string): void {
    clearInterval(this.ticker);
    this.arrivals = [];
    this.perSecond.set(0);
    this.status.set({ state, reason });
  }

  private start(subscription: Subscription): void {
    const { socket, token } = this;
    if (!socket) return;
    const again = (reason: string) => this.restart(socket, subscription, reason);
    subscription.cancel = socket.stream(
      subscription.route,
      { after: subscription.cursor, ...subscription.data },
      {
        next: (value) => this.deliver(subscription, value as Change<unknown>),
        complete: () => again('The server ended a stream.'),
        error: (problem: StreamError) => (isRefusal(problem) ? this.onUnauthorised(token) : again(problem.message)),
      },
    );
  }

  private deliver(subscription: Subscription, change: Change<unknown>): void {
    this.arrivals.push(performance.now());
    subscription.cursor = Math.max(subscription.cursor, change.cursor);
    subscription.next(change);
  }

  /** A stream that ended alone is tried again from its cursor; the others go on. */
  private restart(socket: RSocket, subscription: Subscription, reason: string): void {
    console.warn(`${subscription.route}: ${reason}`);
    setTimeout(() => {
      if (this.socket === socket && this.subscriptions.has(subscription)) this.start(subscription);
    }, MAX_DELAY_MILLIS / 2);
  }

  /** Also how a page without any stream hears that its session has ended. */
  private ping(): void {
    const { token } = this;
    const sent = performance.now();
    this.socket?.request('ping', { t: sent }).then(
      () => this.measured(performance.now() - sent),
      (problem: StreamError) => (isRefusal(problem) ? this.onUnauthorised(token) : console.warn(`ping: ${problem.message}`)),
    );
    this.arrivals = this.arrivals.filter((at) => sent - at < RATE_WINDOW_MILLIS);
    this.perSecond.set(this.arrivals.length / (RATE_WINDOW_MILLIS / 1000));
  }

  private measured(millis: number): void {
    this.attempts = 0;
    this.round = [...this.round.slice(1 - SAMPLES), millis];
    this.latency.set(summarise(this.round));
  }
}

const isRefusal = ({ message }: StreamError) => message.startsWith(NOT_SIGNED_IN);

export function summarise(samples: number[]): Latency {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return {
    last: samples.at(-1) ?? 0,
    average: samples.reduce((sum, value) => sum + value, 0) / Math.max(1, samples.length),
    min: at(0),
    max: at(1),
    p99: at(0.99),
    samples: samples.length,
  };
}

import { ApiError, NOT_SIGNED_IN, type Bearer } from './net/api';
import { Observable } from './observable';
import type { User } from './views';

/** What the door answers to whom it lets in. */
export interface SignedIn {
  accessToken: string;
  expiresAtMillis: number;
  sessionId: string;
  user: User;
}

export interface Session {
  id: string;
  /** The access token. It is in memory only. */
  token: string;
  expiresAtMillis: number;
  user: User;
}

/** What tabs of one browser tell each other; they share the refresh cookie. */
export type News = { began: Session } | { ended: string };

export interface Tabs {
  onmessage: ((event: MessageEvent<News>) => void) | null;
  postMessage(news: News): void;
}

export interface Locks {
  request<T>(name: string, held: () => Promise<T>): Promise<T>;
}

const LOCK = 'holdfast-refresh';
const EARLY_MILLIS = 60_000;
/** Between two renewals, however wrong the clock of this machine is. */
const SHORTEST_MILLIS = 60_000;
const LONGEST_MILLIS = 240_000;
const AGAIN_MILLIS = 15_000;

export const ENDED = 'Your session has ended. Sign in again to go on.';

/**
 * Keeps whoever is signed in signed in. The access token is in memory; what outlives it is a refresh token in a cookie that
 * no script sees. A refresh token counts once, so whatever gives another cookie happens one at a time over all tabs of this
 * browser, and what it gave is told to all of them: they are always signed in as the same person, or all signed out.
 */
export class Keeper implements Bearer {
  readonly session = new Observable<Session | null>(null);
  /** Why the last session ended by itself, to be told on the sign-in page. */
  readonly farewell = new Observable('');
  private renewing: Promise<boolean> | null = null;
  /** What is to be said at the end, while somebody goes out on purpose. */
  private parting: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param refresh shows the cookie; refused with NOT_SIGNED_IN where it lets nobody in */
  constructor(
    private readonly refresh: () => Promise<SignedIn>,
    private readonly tabs: Tabs,
    private readonly locks: Locks,
  ) {
    tabs.onmessage = ({ data }) => ('began' in data ? this.take(data.began) : this.drop(data.ended));
  }

  get token(): string | null {
    return this.session.value?.token ?? null;
  }

  /** In by some door: its answer comes with a new cookie. */
  enter(door: () => Promise<SignedIn>): Promise<void> {
    return this.locks.request(LOCK, async () => this.begin(await door()));
  }

  /**
   * Gets another token in place of one that is refused or about to be; without one, after a reload, the first.
   *
   * @returns whether there is another; false where the session is over
   * @throws ApiError where nobody can say; then it is tried again by itself
   */
  renew(refused: string | null): Promise<boolean> {
    this.renewing ??= this.locks.request(LOCK, () => this.renewed(refused)).finally(() => (this.renewing = null));
    return this.renewing;
  }

  /** What is known of the person has changed. */
  know(user: User): void {
    const held = this.session.value;
    if (held) this.session.set({ ...held, user });
  }

  /** Out on purpose: the server is told, and may put an end to streams before it has answered. */
  async leave(tell: () => Promise<unknown>, parting: string): Promise<void> {
    this.parting = parting;
    try {
      await tell();
      this.end(parting);
    } finally {
      this.parting = null;
    }
  }

  /** Out, here and in the other tabs. */
  private end(reason: string): void {
    if (!this.session.value) return;
    this.drop(reason);
    this.tabs.postMessage({ ended: reason });
  }

  private async renewed(refused: string | null): Promise<boolean> {
    if (this.token !== refused) return this.token !== null;
    try {
      const signedIn = await this.refresh();
      if (this.token !== refused) return this.token !== null;
      this.begin(signedIn);
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (problem.code !== NOT_SIGNED_IN) {
        this.wake(AGAIN_MILLIS);
        throw problem;
      }
      this.end(this.parting ?? ENDED);
      return false;
    }
  }

  private begin({ sessionId, accessToken, expiresAtMillis, user }: SignedIn): void {
    const began = { id: sessionId, token: accessToken, expiresAtMillis, user };
    this.take(began);
    this.tabs.postMessage({ began });
  }

  private take(session: Session): void {
    this.farewell.set('');
    this.session.set(session);
    this.wake(Math.min(LONGEST_MILLIS, Math.max(SHORTEST_MILLIS, session.expiresAtMillis - Date.now() - EARLY_MILLIS)));
  }

  private drop(reason: string): void {
    clearTimeout(this.timer);
    this.farewell.set(reason);
    this.session.set(null);
  }

  private wake(afterMillis: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.session.value) void this.renewQuietly(this.token);
    }, afterMillis);
  }

  /** For those who cannot do anything where it fails: it is tried again by itself. */
  async renewQuietly(refused: string | null): Promise<void> {
    try {
      await this.renew(refused);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      console.warn(`renewal: ${problem.message}`);
    }
  }
}

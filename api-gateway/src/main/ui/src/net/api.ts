import { Refusal } from '../refusal';

const TIMEOUT_MILLIS = 15_000;
const DOWNLOAD_TIMEOUT_MILLIS = 300_000;
const RETRIES = 3;
const FIRST_DELAY_MILLIS = 1_000;

/** There is no token, or it does not count any more. */
export const NOT_SIGNED_IN = 'NOT_SIGNED_IN';

/** A refusal (problem+json, RFC 9457), or a failure to get any answer. */
export class ApiError extends Refusal {
  constructor(
    readonly status: number,
    code: string,
    title: string,
    detail: string,
    correlationId: string | null,
  ) {
    super(code, title, detail, correlationId);
  }

  override get outcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 500 || this.code === 'REQUEST_IN_PROGRESS';
  }
}

export interface Answer<T> {
  body: T;
  /** The log index that the answer reflects. */
  logIndex: number;
}

/** Speaks for whoever is signed in. */
export interface Bearer {
  readonly token: string | null;
  /** Whether there is another token than the one that was refused. */
  renew(refused: string): Promise<boolean>;
}

let bearer: Bearer = { token: null, renew: () => Promise.resolve(false) };

export function authoriseBy(one: Bearer): void {
  bearer = one;
}

/** The highest index this page has written, so that what it reads next shows what it did. */
let written = 0;

export const get = <T>(path: string) => patiently(() => send<T>('GET', path));

/** With a key it may be sent again, since it is carried out once; without one it is sent once. */
export async function post<T>(path: string, body: unknown, key?: string): Promise<Answer<T>> {
  const text = JSON.stringify(body);
  return wrote(await (key ? patiently(() => send<T>('POST', path, text, { 'Idempotency-Key': key })) : send<T>('POST', path, text)));
}

/** The same again is the same, so it may be sent again. */
export async function put<T>(path: string, body: unknown): Promise<Answer<T>> {
  return wrote(await patiently(() => send<T>('PUT', path, JSON.stringify(body))));
}

/** Content as it is, of whatever type. */
export const download = (path: string): Promise<Blob> =>
  patiently(() =>
    authorised(async (token) => {
      const response = await exchange(path, { method: 'GET', headers: { ...headers('GET', token, undefined), Accept: '*/*' } }, DOWNLOAD_TIMEOUT_MILLIS);
      return whole(response.blob());
    }),
  );

export async function remove(path: string): Promise<Answer<void>> {
  return wrote(await patiently(() => send<void>('DELETE', path)));
}

/** For those who are not in yet: once, and without anybody's token. */
export async function knock<T>(path: string, body: unknown): Promise<T> {
  return wrote(await once<T>('POST', path, null, JSON.stringify(body))).body;
}

function wrote<T>(answer: Answer<T>): Answer<T> {
  written = Math.max(written, answer.logIndex);
  return answer;
}

/** Sends again with growing delays while the world (not the ledger) says no. */
async function patiently<T>(attemptOnce: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await attemptOnce();
    } catch (problem) {
      const worthwhile = problem instanceof ApiError && (problem.status === 0 || problem.status === 503);
      if (!worthwhile || attempt === RETRIES) throw problem;
      await new Promise((resume) => setTimeout(resume, FIRST_DELAY_MILLIS * 2 ** attempt));
    }
  }
}

const send = <T>(method: string, path: string, body?: string, extra?: Record<string, string>) => authorised((token) => once<T>(method, path, token, body, extra));

/** With the token that there is; where it is refused, once more with another. */
export async function authorised<T>(attempt: (token: string | null) => Promise<T>): Promise<T> {
  const { token } = bearer;
  try {
    return await attempt(token);
  } catch (problem) {
    const isRefused = problem instanceof ApiError && problem.code === NOT_SIGNED_IN;
    if (!isRefused || !token || !(await bearer.renew(token))) throw problem;
    return attempt(bearer.token);
  }
}

async function once<T>(method: string, path: string, token: string | null, body?: string, extra: Record<string, string> = {}): Promise<Answer<T>> {
  const response = await exchange(path, { method, body, headers: { ...headers(method, token, body), ...extra } }, TIMEOUT_MILLIS);
  const content = await whole(response.text());
  const type = response.headers.get('Content-Type') ?? '';
  return {
    body: (type.includes('json') ? JSON.parse(content) : content) as T,
    logIndex: Number(response.headers.get('X-Log-Index') ?? 0),
  };
}

async function exchange(path: string, init: RequestInit, timeoutMillis: number): Promise<Response> {
  const response = await reach(path, init, timeoutMillis);
  if (!response.ok) throw refusalOf(response.status, await whole(response.text()), response.headers.get('X-Correlation-Id'));
  return response;
}

async function reach(path: string, init: RequestInit, timeoutMillis: number): Promise<Response> {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(timeoutMillis) });
  } catch {
    throw unreachable();
  }
}

/** A body that is cut off is no answer. */
const whole = <T>(body: Promise<T>): Promise<T> =>
  body.catch(() => {
    throw unreachable();
  });

export const unreachable = () => new ApiError(0, 'UNREACHABLE', 'No answer', 'The server could not be reached.', null);

function headers(method: string, token: string | null, body: string | undefined): Record<string, string> {
  const result: Record<string, string> = { Accept: 'application/json, image/svg+xml' };
  if (token) result['Authorization'] = 'Bearer ' + token;
  if (body !== undefined) result['Content-Type'] = 'application/json';
  if (method === 'GET' && written > 0) result['X-Wait-For-Index'] = String(written);
  return result;
}

/** What an answer says that is none of success. */
export function refusalOf(status: number, content: string, correlationId: string | null): ApiError {
  const problem = parse(content);
  return new ApiError(
    status,
    problem['code'] ?? 'HTTP_' + status,
    problem['title'] ?? 'The server answered ' + status,
    problem['detail'] ?? '',
    problem['correlationId'] ?? correlationId,
  );
}

/** A proxy in between may answer with something that is no problem+json. */
function parse(content: string): Record<string, string | undefined> {
  try {
    return JSON.parse(content) as Record<string, string | undefined>;
  } catch {
    return {};
  }
}

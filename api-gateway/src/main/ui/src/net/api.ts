import { end, session } from '../session';

const TIMEOUT_MILLIS = 15_000;
const RETRIES = 3;
const FIRST_DELAY_MILLIS = 1_000;

/** A refusal (problem+json, RFC 9457), or a failure to get any answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly correlationId: string | null,
  ) {
    super(detail);
  }

  /** Nobody can say whether it was done: only the same request with the same key may be sent again. */
  get outcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 500 || this.code === 'REQUEST_IN_PROGRESS';
  }
}

export interface Answer<T> {
  body: T;
  /** The log index that the answer reflects. */
  logIndex: number;
}

/** The highest index this page has written, so that what it reads next shows what it did. */
let written = 0;

export const get = <T>(path: string) => send<T>('GET', path);

export async function post<T>(path: string, body: unknown, key: string): Promise<Answer<T>> {
  return wrote(await send<T>('POST', path, JSON.stringify(body), { 'Idempotency-Key': key }));
}

export async function remove(path: string): Promise<Answer<void>> {
  return wrote(await send<void>('DELETE', path));
}

function wrote<T>(answer: Answer<T>): Answer<T> {
  written = Math.max(written, answer.logIndex);
  return answer;
}

/** Sends, and sends again with growing delays while the world (not the ledger) says no. */
async function send<T>(method: string, path: string, body?: string, extra: Record<string, string> = {}): Promise<Answer<T>> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await once<T>(method, path, body, extra);
    } catch (problem) {
      const worthwhile = problem instanceof ApiError && (problem.status === 0 || problem.status === 503);
      if (!worthwhile || attempt === RETRIES) throw problem;
      await new Promise((resume) => setTimeout(resume, FIRST_DELAY_MILLIS * 2 ** attempt));
    }
  }
}

async function once<T>(method: string, path: string, body: string | undefined, extra: Record<string, string>): Promise<Answer<T>> {
  const response = await reach(path, { method, body, headers: { ...headers(method, body), ...extra } });
  const content = await response.text();
  if (!response.ok) throw refusal(response, content);
  const type = response.headers.get('Content-Type') ?? '';
  return {
    body: (type.includes('json') ? JSON.parse(content) : content) as T,
    logIndex: Number(response.headers.get('X-Log-Index') ?? 0),
  };
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
  } catch {
    throw new ApiError(0, 'UNREACHABLE', 'No answer', 'The server could not be reached.', null);
  }
}

function headers(method: string, body: string | undefined): Record<string, string> {
  const result: Record<string, string> = { Accept: 'application/json, image/svg+xml' };
  if (session.value) result['Authorization'] = 'Bearer ' + session.value.token;
  if (body !== undefined) result['Content-Type'] = 'application/json';
  if (method === 'GET' && written > 0) result['X-Wait-For-Index'] = String(written);
  return result;
}

function refusal(response: Response, content: string): ApiError {
  const problem = parse(content);
  const { status } = response;
  if (status === 401 && session.value) end('Your session has ended. Sign in again to go on.');
  return new ApiError(
    status,
    problem['code'] ?? 'HTTP_' + status,
    problem['title'] ?? 'The server answered ' + status,
    problem['detail'] ?? '',
    problem['correlationId'] ?? response.headers.get('X-Correlation-Id'),
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

import type { TestContext } from 'node:test';

export interface Sent {
  method: string;
  path: string;
  body: unknown;
  token: string | null;
  key: string | null;
}

export const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

interface Init {
  method: string;
  body?: string;
  headers: Record<string, string>;
}

/** A server that answers in turn, or throws as `fetch` does where there is none. */
export function aServer(t: TestContext, ...answers: (() => Response)[]): Sent[] {
  const sent: Sent[] = [];
  t.mock.method(globalThis, 'fetch', async (path: string, { method, body, headers }: Init) => {
    sent.push({ method, path, body: body && JSON.parse(body), token: headers['Authorization'] ?? null, key: headers['Idempotency-Key'] ?? null });
    const next = answers.shift();
    if (!next) throw new TypeError('fetch failed');
    return next();
  });
  return sent;
}

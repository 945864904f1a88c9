import { ApiError, get } from './net/api';
import { Observable } from './observable';

/** The rail whose chain is simulated, where there is one. */
export const sandboxRail = new Observable<string | null>(null);

/** Outside the sandbox the path does not exist, and nor does its page. */
export async function findSandbox(): Promise<void> {
  try {
    const { body } = await get<{ rails: string[] }>('/api/sandbox');
    sandboxRail.set(body.rails[0] ?? null);
  } catch (problem) {
    if (!(problem instanceof ApiError && problem.status === 404)) throw problem;
    sandboxRail.set(null);
  }
}

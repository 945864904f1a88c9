import { ApiError, get } from './net/api';
import { Observable } from './observable';

/** The rails whose chains are simulated; outside the sandbox none. */
export const sandboxRails = new Observable<readonly string[]>([]);

/** Outside the sandbox the path does not exist, and nor do its page and the test wallet. */
export async function findSandbox(): Promise<void> {
  try {
    const { body } = await get<{ rails: string[] }>('/api/sandbox');
    sandboxRails.set(body.rails);
  } catch (problem) {
    if (!(problem instanceof ApiError && problem.status === 404)) throw problem;
    sandboxRails.set([]);
  }
}

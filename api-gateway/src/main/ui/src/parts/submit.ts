import { useRef, useState } from 'preact/hooks';
import { ApiError, post } from '../net/api';

/**
 * Sends one wish. Its Idempotency-Key is made with the first try and kept while nobody can say
 * whether it was done, so that trying again cannot do it twice; a definite answer ends the wish.
 */
export function useSubmit<T>() {
  const wish = useRef<{ text: string; key: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  async function submit(path: string, body: unknown): Promise<T | null> {
    const text = path + JSON.stringify(body);
    if (wish.current?.text !== text) wish.current = { text, key: crypto.randomUUID() };
    setBusy(true);
    setError(null);
    try {
      const { body: result } = await post<T>(path, body, wish.current.key);
      wish.current = null;
      return result;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (!problem.outcomeUnknown) wish.current = null;
      setError(problem);
      return null;
    } finally {
      setBusy(false);
    }
  }

  return { submit, busy, error, clear: () => setError(null) };
}

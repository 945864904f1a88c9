import { useState } from 'preact/hooks';
import { Refusal } from '../refusal';

/** Does something that may be refused, one at a time: whether it is under way, and why it was not done. */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Refusal | null>(null);

  /** @returns whether it was done */
  async function act(deed: () => Promise<unknown>): Promise<boolean> {
    setBusy(true);
    setError(null);
    try {
      await deed();
      return true;
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      setError(problem);
      return false;
    } finally {
      setBusy(false);
    }
  }

  return { act, busy, error, clear: () => setError(null) };
}

import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, get } from './net/api';
import type { RowsState } from './rows';
import type { Page } from './views';

export interface Listing<V> {
  state: RowsState<V>;
  /** From the first page on, for instance after something was changed. */
  reload(): void;
  more(): void;
}

const INTERVAL_MILLIS = 10_000;

/** A list of which no stream tells. Its first page is renewed while it is looked at, until more than that was asked for. */
export function useListing<V>(path: string): Listing<V> {
  const [state, setState] = useState<RowsState<V>>({ rows: null, error: null, hasMore: false });
  const next = useRef<string | null>(null);
  const asked = useRef(0);
  const grown = useRef(false);

  async function load(after: string | null, before: V[]) {
    asked.current += 1;
    const mine = asked.current;
    try {
      const { body } = await get<Page<V>>(path + (after ? (path.includes('?') ? '&' : '?') + 'after=' + encodeURIComponent(after) : ''));
      if (mine !== asked.current) return;
      next.current = body.next;
      setState({ rows: [...before, ...body.items], error: null, hasMore: body.next !== null });
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      if (mine === asked.current) setState((shown) => ({ ...shown, error: problem }));
    }
  }

  useEffect(() => {
    grown.current = false;
    setState({ rows: null, error: null, hasMore: false });
    void load(null, []);
    const timer = setInterval(() => {
      if (!grown.current) void load(null, []);
    }, INTERVAL_MILLIS);
    return () => {
      clearInterval(timer);
      asked.current += 1;
    };
  }, [path]);

  return {
    state,
    reload: () => {
      grown.current = false;
      void load(null, []);
    },
    more: () => {
      grown.current = true;
      void load(next.current, state.rows ?? []);
    },
  };
}

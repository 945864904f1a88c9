import { useEffect } from 'preact/hooks';
import { ApiError, get } from './net/api';
import { live } from './net/connection';
import { Observable, useValue } from './observable';
import type { Page } from './views';

export interface RowsState<V> {
  /** Null until the first page is here. */
  rows: V[] | null;
  error: ApiError | null;
  /** Whether older rows can be had. */
  hasMore: boolean;
}

export interface Source<V> {
  /** Of the REST list that gives the first page. */
  path: string;
  /** Of the stream that gives the changes after it. */
  route: string;
  data?: Record<string, unknown>;
  key(view: V): string;
  /** Newest, or otherwise first, first. */
  order(a: V, b: V): number;
}

const MAX_ROWS = 1_000;
const PAINT_MILLIS = 16;

/**
 * A list that stays true: one page from REST, which says the log index it reflects, and every change
 * after that index from the stream. While nobody looks it sleeps, and goes on from its cursor later.
 */
export class Rows<V extends { logIndex: number }> {
  readonly state = new Observable<RowsState<V>>({ rows: null, error: null, hasMore: false });
  private readonly byKey = new Map<string, V>();
  private cursor = 0;
  private next: string | null = null;
  private viewers = 0;
  private stop = () => {};
  private painting = false;

  constructor(private readonly source: Source<V>) {}

  look(): () => void {
    this.viewers += 1;
    if (this.viewers === 1) void this.open();
    return () => {
      this.viewers -= 1;
      if (this.viewers === 0) this.stop();
    };
  }

  async open(): Promise<void> {
    if (!this.state.value.rows || this.state.value.error) await this.load();
    if (this.viewers === 0 || this.state.value.error) return;
    this.stop();
    this.stop = live.watch<V>(this.source.route, this.source.data ?? {}, this.cursor, (change) => {
      this.cursor = Math.max(this.cursor, change.cursor);
      this.put(change.view);
    });
  }

  async more(): Promise<void> {
    if (this.next) await this.load();
  }

  /** Takes in a row that was fetched by itself. */
  put(view: V): void {
    const key = this.source.key(view);
    const known = this.byKey.get(key);
    if (known && known.logIndex > view.logIndex) return;
    this.byKey.set(key, view);
    this.paint();
  }

  private async load(): Promise<void> {
    try {
      const { body, logIndex } = await get<Page<V>>(this.source.path + this.after());
      if (!this.cursor) this.cursor = logIndex;
      for (const view of body.items) this.put(view);
      this.next = body.next;
      this.show(null);
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      this.state.set({ ...this.state.value, error: problem });
    }
  }

  private after(): string {
    if (!this.next) return '';
    return (this.source.path.includes('?') ? '&' : '?') + 'after=' + encodeURIComponent(this.next);
  }

  /** Many changes within a frame become one rendering. */
  private paint(): void {
    if (this.painting || !this.state.value.rows) return;
    this.painting = true;
    setTimeout(() => {
      this.painting = false;
      this.show(this.state.value.error);
    }, PAINT_MILLIS);
  }

  private show(error: ApiError | null): void {
    const rows = [...this.byKey.values()].sort((a, b) => this.source.order(a, b));
    for (const dropped of rows.splice(MAX_ROWS)) this.byKey.delete(this.source.key(dropped));
    this.state.set({ rows, error, hasMore: this.next !== null });
  }
}

export function useRows<V extends { logIndex: number }>(rows: Rows<V>): RowsState<V> {
  useEffect(() => rows.look(), [rows]);
  return useValue(rows.state);
}

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { link } from '../router';
import type { RowsState } from '../rows';
import { Icon } from './icon';
import { Problem } from './problem';

let arrived = false;

/**
 * A page names itself in the tab and takes the focus, so that a screen reader hears where it is. The
 * first one leaves the focus where every document starts, before the link that skips the navigation.
 */
export function Page({ title, lead, aside, children }: { title: string; lead?: ComponentChildren; aside?: ComponentChildren; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title + ' · Holdfast';
    if (arrived) heading.current?.focus({ preventScroll: true });
    arrived = true;
    scrollTo(0, 0);
  }, [title]);
  return (
    <>
      <div class="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p class="muted">{lead}</p>}
        </div>
        {aside}
      </div>
      {children}
    </>
  );
}

/** Up to the list that this thing belongs to. */
export const Back = ({ to }: { to: string }) => (
  <a class="back" href={link(to)}>
    <Icon name="chevron" /> All {to}
  </a>
);

export const Skeleton = ({ lines = 3 }: { lines?: number }) => (
  <div class="skeleton" role="status" aria-busy="true" aria-label="Loading">
    {Array.from({ length: lines }, (_, index) => (
      <span key={index} />
    ))}
  </div>
);

interface Props<V> {
  state: RowsState<V>;
  reload: () => void;
  empty: ComponentChildren;
  children: (rows: V[]) => ComponentChildren;
}

/** What a list shows: while it loads, when it cannot, when there is nothing, and when there is. */
export function Loaded<V>({ state, reload, empty, children }: Props<V>) {
  if (state.error) return <Problem error={state.error} retry={reload} />;
  if (!state.rows) return <Skeleton />;
  if (state.rows.length === 0) return <div class="empty">{empty}</div>;
  return <>{children(state.rows)}</>;
}

export const More = ({ when, onClick }: { when: boolean; onClick: () => void }) =>
  when ? (
    <button type="button" class="quiet more" onClick={onClick}>
      Show older
    </button>
  ) : null;

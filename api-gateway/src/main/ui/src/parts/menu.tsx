import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

/** A button with a panel below it; Escape or a click elsewhere closes it and gives the focus back. */
export function Menu({ label, face, children }: { label?: string; face: ComponentChildren; children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      root.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);

  return (
    <div class="menu" ref={root}>
      <button type="button" class="quiet" aria-label={label} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {face}
      </button>
      <div id={id} class="panel" hidden={!open}>
        {children}
      </div>
    </div>
  );
}

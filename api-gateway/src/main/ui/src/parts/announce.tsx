import { Observable, useValue } from '../observable';

const spoken = new Observable('');

/** Tells a screen reader what changed, when it has finished what it is saying. */
export const announce = (text: string) => spoken.set(text);

export const Announcer = () => (
  <div class="sr-only" role="status" aria-live="polite">
    {useValue(spoken)}
  </div>
);

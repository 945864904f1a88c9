import { Observable } from './observable';

export type Theme = 'light' | 'dark';

const KEY = 'holdfast.theme';
const system = matchMedia('(prefers-color-scheme: dark)');

const chosen = () => localStorage.getItem(KEY) as Theme | null;
const now = (): Theme => chosen() ?? (system.matches ? 'dark' : 'light');

/** What is shown: the system's wish, until somebody chose otherwise. */
export const theme = new Observable<Theme>(now());

function apply(): void {
  const choice = chosen();
  if (choice) document.documentElement.dataset['theme'] = choice;
  else delete document.documentElement.dataset['theme'];
  theme.set(now());
}

/** Turns to the other theme; where that is what the system wants, the choice is forgotten. */
export function toggle(): void {
  const other: Theme = now() === 'dark' ? 'light' : 'dark';
  if (other === (system.matches ? 'dark' : 'light')) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, other);
  apply();
}

system.addEventListener('change', apply);
apply();

import { Observable, useValue } from './observable';

/** The address after the hash, so that any static server can serve the console. */
const path = new Observable(read());

function read(): string[] {
  return location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
}

addEventListener('hashchange', () => path.set(read()));

export const useRoute = () => useValue(path);

export const link = (...segments: string[]) => '#/' + segments.map(encodeURIComponent).join('/');

export function go(...segments: string[]): void {
  location.hash = link(...segments);
}

import { end } from '../session';
import { Live } from './live';

/** The page's connection; a refused token ends the session. */
export const live = new Live(() => end('Your session has ended. Sign in again to go on.'));

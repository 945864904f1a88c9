import { renewQuietly } from '../session';
import { Live } from './live';

/** The page's connection; a token that counts no more is renewed, and so are its streams. */
export const live = new Live((refused) => void renewQuietly(refused));

import type { Label } from '../words';
import type { ProductState } from './views';

export const PRODUCT: Record<ProductState, Label> = {
  OFFERED: { text: 'Offered', tone: 'good', means: 'Everybody who is signed in sees it and may order it.' },
  WITHDRAWN: { text: 'Withdrawn', tone: 'warn', means: 'Nobody can order it. Only its seller and staff see it.' },
};

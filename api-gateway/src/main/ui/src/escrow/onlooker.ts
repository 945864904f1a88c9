import { may, session } from '../session';
import { actsOf, type Act, type Onlooker } from './acts';
import type { OrderView } from './views';

/** The one signed in. */
export const me = (): Onlooker => ({ userId: session.value?.user.id ?? '', mediates: may.approve() });

/** What they may do now. */
export const myActs = (order: OrderView): Act[] => actsOf(order, me());

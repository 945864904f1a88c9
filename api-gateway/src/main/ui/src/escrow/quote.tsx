import { useNow } from '../format';
import { Amount } from '../parts/amount';
import type { OrderView, Quote } from './views';

const QUOTABLE = 'KES';

/** What is quoted is paid by M-Pesa, in shillings. */
export const isQuoted = (payment: string, asset: string) => payment === 'MPESA' && asset !== QUOTABLE;

/** What to ask for. */
export const quoteOf = (asset: string, amount: string) => ({ from: { asset, amount }, to: QUOTABLE });

/** Whether an order for this amount can still be made by it. */
export const holds = (quote: Quote | null, asset: string, amount: string, now: number): quote is Quote =>
  quote !== null && quote.from.asset === asset && quote.from.amount === amount && now < quote.expiresAtMillis;

/** As a clock that runs down has it: 4:07. */
const minutes = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** What is to be paid, why so much, and for how long that holds. */
export function QuoteShown({ quote }: { quote: Quote }) {
  const now = useNow();
  const seconds = Math.max(0, Math.ceil((quote.expiresAtMillis - now) / 1_000));
  return (
    <section aria-label="Quote" data-testid="quote">
      <dl class="facts cost">
        <div>
          <dt>To pay</dt>
          <dd>
            <Amount minor={quote.to.amount} asset={quote.to.asset} />
          </dd>
        </div>
        <div>
          <dt>Rate</dt>
          <dd>
            1 {quote.from.asset} = {quote.rate} {quote.to.asset}
          </dd>
        </div>
        <div>
          <dt>Source</dt>
          <dd>{quote.source}</dd>
        </div>
        <div>
          <dt>Holds for</dt>
          <dd>{minutes(seconds)}</dd>
        </div>
      </dl>
      <p class="muted">Rounded up to whole shillings, which is what M-Pesa moves.</p>
    </section>
  );
}

/** Of an order: what its price was before it was quoted, and by which rate. */
export function QuotedPrice({ order }: { order: OrderView }) {
  const quoted = order.quoted;
  if (!quoted) return null;
  return (
    <>
      <Amount minor={quoted.amount} asset={quoted.asset} />, at {quoted.rate} {order.asset} for 1 {quoted.asset} ({quoted.source}), rounded up to whole shillings
    </>
  );
}

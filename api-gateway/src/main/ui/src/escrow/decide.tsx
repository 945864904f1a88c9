import { useState } from 'preact/hooks';
import { scaleOf } from '../data';
import { plainAmount } from '../money';
import { Amount } from '../parts/amount';
import { useAct } from '../parts/act';
import { SelectField, TextField } from '../parts/field';
import { Problem } from '../parts/problem';
import { refusal } from '../words';
import { doWith } from './do';
import { Split } from './hearing';
import { myActs } from './onlooker';
import { ALL_TO_BUYER, ALL_TO_SELLER, halves, split, type Shares } from './shares';
import { formatSpan } from './span';
import type { DecisionReason, OrderView } from './views';
import { DECISION, DECISIONS } from './words';

const QUICK: [text: string, shares: (price: string) => Shares][] = [
  ['All to the buyer', ALL_TO_BUYER],
  ['Half each', halves],
  ['All to the seller', ALL_TO_SELLER],
];

/** A mediator’s decision: why, and who gets what to the last unit; shown once more before it is given. */
export function Decide({ order }: { order: OrderView }) {
  const [reason, setReason] = useState<DecisionReason | ''>('');
  const [reasonWrong, setReasonWrong] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [shares, setShares] = useState<Shares | null>(null);
  const scale = scaleOf(order.asset);
  const preview = typed.trim() ? split(order.price, typed, scale) : null;
  if (!myActs(order).includes('DECIDE')) return null;

  function look(event: Event) {
    event.preventDefault();
    setReasonWrong(reason ? null : 'Both sides want to know why');
    const result = split(order.price, typed, scale);
    setWrong('code' in result ? (result.code === 'AMOUNT_TOO_LARGE' ? 'This is more than the price' : refusal(result.code, '')) : null);
    if (reason && !('code' in result)) setShares(result);
  }

  const type = (text: string) => {
    setTyped(text);
    setWrong(null);
  };

  if (shares && reason) return <Confirm order={order} reason={reason} shares={shares} back={() => setShares(null)} />;
  return (
    <form class="card" aria-label="Decision" data-testid="decide" onSubmit={look}>
      <h2>Your decision</h2>
      <SelectField
        label="Why"
        name="reason"
        error={reasonWrong}
        value={reason}
        onChange={(value) => {
          setReason(value as DecisionReason);
          setReasonWrong(null);
        }}
        options={[['', 'Choose…'], ...DECISIONS.map((one): [string, string] => [one, DECISION[one]])]}
      />
      <TextField
        label="To the seller"
        name="to-seller"
        inputMode="decimal"
        autocomplete="off"
        placeholder="0.00"
        required
        suffix={order.asset}
        error={wrong}
        hint={
          <>
            To the buyer goes the rest: <span data-testid="rest">{preview && !('code' in preview) ? <Amount minor={preview.toBuyer} asset={order.asset} /> : '–'}</span>
          </>
        }
        value={typed}
        onChange={type}
      />
      <div class="chips" role="group" aria-label="Usual shares">
        {QUICK.map(([text, sharesOf]) => (
          <button key={text} type="button" class="chip" onClick={() => type(plainAmount(sharesOf(order.price).toSeller, scale))}>
            {text}
          </button>
        ))}
      </div>
      <button type="submit">Look at it once more…</button>
    </form>
  );
}

function Confirm({ order, reason, shares, back }: { order: OrderView; reason: DecisionReason; shares: Shares; back: () => void }) {
  const { act, busy, error } = useAct();
  const isLast = order.dispute?.stage === 'APPEALED';
  return (
    <section class="card" aria-label="Decision" data-testid="decide">
      <h2>You decide: {DECISION[reason].toLowerCase()}</h2>
      <Split {...shares} asset={order.asset} />
      <p>
        {isLast
          ? 'It is carried out at once. Nobody can change it afterwards.'
          : `Both sides see it, and may appeal for ${formatSpan(order.times.appealMillis)}. Then it is carried out. You cannot change it.`}
      </p>
      <Problem error={error} />
      <div class="actions">
        <button type="button" aria-busy={busy} disabled={busy} onClick={() => void act(() => doWith(order, 'DECIDE', { reason, ...shares }))}>
          Decide so
        </button>
        <button type="button" class="secondary" disabled={busy} onClick={back}>
          Back
        </button>
      </div>
    </section>
  );
}

import { useState } from 'preact/hooks';
import { useAct } from '../parts/act';
import { SelectField } from '../parts/field';
import { Problem } from '../parts/problem';
import { otherSide, sideOf, type Act, type Side } from './acts';
import { Attach } from './attach';
import { doWith } from './do';
import { me, myActs } from './onlooker';
import type { DisputeReason, OrderView } from './views';
import { COMPLAINT, complaintsOf } from './words';

type Deed = Exclude<Act, 'PAY' | 'DECIDE'>;

/** How an act is offered: what its button says, and what happens then. */
const OFFER: Record<Deed, { text: string; means: string }> = {
  SHIP: { text: 'Mark as shipped', means: 'Show what proves it: a tracking number, a receipt, a picture of the parcel.' },
  CONFIRM: { text: 'It has arrived', means: 'Then there is still time to look at it and to complain.' },
  RELEASE: { text: 'Pay the seller', means: 'The seller is paid at once. Nobody can take this back, and nobody can complain afterwards.' },
  CANCEL: { text: 'Cancel the order', means: 'The order is over. What was paid goes back to the buyer.' },
  ASK_TO_CANCEL: { text: 'Ask to cancel', means: 'When the other side agrees, the order is over and what was paid goes back to the buyer.' },
  AGREE_TO_CANCEL: { text: 'Agree to cancel', means: 'The other side asks for it. The order is over, and what was paid goes back to the buyer.' },
  COMPLAIN: { text: 'Complain', means: 'The money stays where it is until the dispute is over. The other side is asked to answer.' },
  ANSWER: { text: 'Answer the complaint', means: 'Whoever does not answer in time is decided against.' },
  SHOW_MORE: { text: 'Show more evidence', means: 'Both sides and the mediator see it. At most 20 each.' },
  APPEAL: { text: 'Appeal', means: 'Another mediator decides, for good. It is possible once.' },
};

const ATTACHES: Partial<Record<Deed, { what: string; field: 'trackingCid' | 'evidenceCid' }>> = {
  SHIP: { what: 'Proof of shipping', field: 'trackingCid' },
  ANSWER: { what: 'Your answer', field: 'evidenceCid' },
  SHOW_MORE: { what: 'Evidence', field: 'evidenceCid' },
  APPEAL: { what: 'Why', field: 'evidenceCid' },
};

const isDeed = (act: Act): act is Deed => act !== 'PAY' && act !== 'DECIDE';

/** What is best to do first stands out. */
const FIRST = new Set<Act>(['SHIP', 'CONFIRM', 'ANSWER', 'AGREE_TO_CANCEL']);

/** What the one signed in may do now, and nothing else; whatever moves money or ends the order asks again. */
export function Acts({ order }: { order: OrderView }) {
  const [chosen, setChosen] = useState<Deed | null>(null);
  const acts = myActs(order).filter(isDeed);
  const side = sideOf(order, me().userId);
  if (acts.length === 0 || !side) return null;
  const open = chosen && acts.includes(chosen) ? chosen : null;
  return (
    <section class="card" aria-label="What you can do" data-testid="acts">
      <h2>{open ? OFFER[open].text : 'What you can do'}</h2>
      {open ? (
        <>
          <p>{OFFER[open].means}</p>
          <Form key={open} act={open} order={order} side={side} back={() => setChosen(null)} />
        </>
      ) : (
        <div class="actions">
          {acts.map((act) => (
            <button key={act} type="button" class={FIRST.has(act) ? undefined : 'secondary'} onClick={() => setChosen(act)}>
              {OFFER[act].text}…
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

interface FormProps {
  act: Deed;
  order: OrderView;
  side: Side;
  back: () => void;
}

function Form({ act, order, side, back }: FormProps) {
  if (act === 'COMPLAIN') return <Complaint order={order} side={side} back={back} />;
  const attaches = ATTACHES[act];
  if (!attaches) return <Sure act={act} order={order} back={back} />;
  return <Attach orderId={order.orderId} what={attaches.what} button={OFFER[act].text} send={(cid) => doWith(order, act, { [attaches.field]: cid }).then(back)} back={back} />;
}

function Complaint({ order, side, back }: Omit<FormProps, 'act'>) {
  const reasons = complaintsOf(side);
  const [reason, setReason] = useState<DisputeReason | ''>('');
  return (
    <Attach orderId={order.orderId} what="Evidence" button="Complain" danger ready={reason !== ''} send={(evidenceCid) => doWith(order, 'COMPLAIN', { reason, evidenceCid }).then(back)} back={back}>
      <SelectField label="What is wrong" name="reason" value={reason} onChange={(value) => setReason(value as DisputeReason)} options={[['', 'Choose…'], ...reasons.map((one): [string, string] => [one, COMPLAINT[one]])]} />
      <p class="muted">The {otherSide(side).toLowerCase()} sees the reason and all evidence.</p>
    </Attach>
  );
}

function Sure({ act, order, back }: { act: Deed; order: OrderView; back: () => void }) {
  const { act: attempt, busy, error } = useAct();

  async function go() {
    if (await attempt(() => doWith(order, act))) back();
  }

  return (
    <>
      <Problem error={error} />
      <div class="actions">
        <button type="button" class={act === 'CANCEL' || act === 'AGREE_TO_CANCEL' ? 'danger' : undefined} aria-busy={busy} disabled={busy} onClick={() => void go()}>
          {OFFER[act].text}
        </button>
        <button type="button" class="secondary" disabled={busy} onClick={back}>
          Back
        </button>
      </div>
    </>
  );
}


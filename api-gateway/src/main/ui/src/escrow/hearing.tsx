import { formatTime } from '../format';
import { Amount } from '../parts/amount';
import type { Side } from './acts';
import { Content } from './content';
import { me } from './onlooker';
import type { DisputeView, OrderView } from './views';
import { COMPLAINT, DECISION, EVIDENCE, sideName, whoIs } from './words';

/** What the dispute is about, what was decided, and what each side has shown, beside each other. */
export function Hearing({ order, dispute, open }: { order: OrderView; dispute: DisputeView; open?: boolean }) {
  return (
    <section class="card" aria-label="Dispute" data-testid="dispute">
      <h2>Dispute</h2>
      <p>
        <strong>{whoIs(dispute.openedBy, order, me().userId)} complained:</strong> {COMPLAINT[dispute.reason].toLowerCase()}, {formatTime(dispute.openedAtMillis)}.
      </p>
      <Verdict order={order} dispute={dispute} />
      <div class="sides">
        <Shown side="BUYER" order={order} dispute={dispute} open={open} />
        <Shown side="SELLER" order={order} dispute={dispute} open={open} />
      </div>
    </section>
  );
}

function Verdict({ order, dispute }: { order: OrderView; dispute: DisputeView }) {
  const { decision, decidedBy, decidedAtMillis, toSeller, toBuyer, appealedBy } = dispute;
  if (!decision || toSeller === null || toBuyer === null) return null;
  const who = me().userId;
  return (
    <div data-testid="verdict">
      <p>
        <strong>{decidedBy ? `${whoIs(decidedBy, order, who)} decided:` : 'Time decided:'}</strong> {DECISION[decision].toLowerCase()}
        {decidedAtMillis !== null && `, ${formatTime(decidedAtMillis)}`}. {appealedBy && dispute.stage === 'APPEALED' && `${whoIs(appealedBy, order, who)} appealed.`}
      </p>
      <Split toSeller={toSeller} toBuyer={toBuyer} asset={order.asset} />
    </div>
  );
}

/** Who gets what. */
export const Split = ({ toSeller, toBuyer, asset }: { toSeller: string; toBuyer: string; asset: string }) => (
  <dl class="facts cost">
    <div>
      <dt>To the seller</dt>
      <dd>
        <Amount minor={toSeller} asset={asset} />
      </dd>
    </div>
    <div>
      <dt>To the buyer</dt>
      <dd>
        <Amount minor={toBuyer} asset={asset} />
      </dd>
    </div>
  </dl>
);

function Shown({ side, order, dispute, open }: { side: Side; order: OrderView; dispute: DisputeView; open?: boolean }) {
  const userId = side === 'BUYER' ? order.buyerId : order.sellerId;
  const evidence = dispute.evidence.filter(({ by }) => by === userId);
  return (
    <div data-testid={'shown-by-' + side.toLowerCase()}>
      <h3>{sideName(side, order, me().userId)}</h3>
      {evidence.length === 0 && <p class="muted">Has shown nothing yet.</p>}
      <ul class="evidence">
        {evidence.map((one) => (
          <li key={one.kind + one.cid}>
            <small class="muted">
              {EVIDENCE[one.kind]}, {formatTime(one.atMillis)}
            </small>
            <Content cid={one.cid} orderId={order.orderId} open={open} />
          </li>
        ))}
      </ul>
    </div>
  );
}

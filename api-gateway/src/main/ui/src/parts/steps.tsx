import type { DepositView, WithdrawalView, WithdrawalState } from '../views';

/** Confirmations, one tick a block; the mark tells where the first goal (credit) is. */
function Count({ count, of, mark }: { count: number; of: number; mark?: number }) {
  const done = Math.min(count, of);
  return (
    <>
      <div class="confirmations" aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <span key={index} class={'tick' + (index < done ? ' done' : '') + (index + 1 === mark && mark < of ? ' goal' : '')} />
        ))}
      </div>
      <small class="muted">
        {done} of {of} confirmations
      </small>
    </>
  );
}

export interface Step {
  name: string;
  note?: string;
  reached: boolean;
}

export function Steps({ steps }: { steps: Step[] }) {
  const current = steps.findLastIndex((step) => step.reached);
  return (
    <ol class="steps">
      {steps.map((step, index) => (
        <li key={step.name} class={step.reached ? 'reached' : ''} aria-current={index === current ? 'step' : undefined}>
          <span>{step.name}</span>
          {step.note && <small>{step.note}</small>}
        </li>
      ))}
    </ol>
  );
}

/** Where a payment on its way in stands, and how far it has to go. */
export function DepositProgress({ deposit }: { deposit: DepositView }) {
  const { confirmations, creditDepthBlocks, finalityDepthBlocks, state } = deposit;
  const inBlock = confirmations > 0;
  const credited = state === 'CREDITED' || state === 'FINAL';
  return (
    <div class="progress">
      <Steps
        steps={[
          { name: 'Seen', reached: true },
          { name: 'In a block', reached: inBlock, note: deposit.height === null ? undefined : `height ${deposit.height}` },
          ...(deposit.orderId ? [] : [{ name: 'Credited', reached: credited, note: `after ${creditDepthBlocks} blocks` }]),
          { name: 'Final', reached: state === 'FINAL', note: `after ${finalityDepthBlocks} blocks` },
        ]}
      />
      <Count count={confirmations} of={finalityDepthBlocks} mark={creditDepthBlocks} />
    </div>
  );
}

const ORDER: WithdrawalState[] = ['AWAITING_APPROVAL', 'APPROVED', 'SIGNED', 'BROADCAST', 'CONFIRMING', 'SETTLED'];

/** Where a payment on its way out stands. */
export function WithdrawalProgress({ withdrawal }: { withdrawal: WithdrawalView }) {
  const at = ORDER.indexOf(withdrawal.state);
  if (at < 0) return null;
  const { approvalsNeeded, approvers, confirmations, finalityDepthBlocks } = withdrawal;
  const approval = approvalsNeeded > 0 ? `${approvers.length} of ${approvalsNeeded}` : 'not needed';
  return (
    <div class="progress">
      <Steps
        steps={[
          { name: 'Requested', reached: true },
          { name: 'Approved', reached: at >= 1, note: approval },
          { name: 'Signed', reached: at >= 2 },
          { name: 'Sent', reached: at >= 3 },
          { name: 'Settled', reached: at >= 5, note: `after ${finalityDepthBlocks} blocks` },
        ]}
      />
      {at >= ORDER.indexOf('BROADCAST') && <Count count={confirmations} of={finalityDepthBlocks} />}
    </div>
  );
}

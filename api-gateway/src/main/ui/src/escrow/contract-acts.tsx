import { useState } from 'preact/hooks';
import { shorten } from '../format';
import { Amount } from '../parts/amount';
import { announce } from '../parts/announce';
import { Copyable } from '../parts/copy';
import { Wallets } from '../parts/wallets';
import { failed, type Account, type Wallet } from '../wallets/wallet';
import type { ContractAct, ContractCall, OrderContract } from './views';

/** How a call of the contract is offered: what its button says, and what happens then. */
const OFFER: Record<ContractAct, { text: string; means: string }> = {
  OPEN: { text: 'Pay into the contract', means: 'Your wallet sends the whole price. The contract keeps it until the order is over.' },
  SHIP: { text: 'Mark as shipped', means: 'From now on the buyer’s time to confirm runs.' },
  RELEASE: { text: 'Pay the seller', means: 'All of it is the seller’s. Nobody can take this back.' },
  REFUND: { text: 'Give it back to the buyer', means: 'All of it is the buyer’s. Nobody can take this back.' },
  DISPUTE: { text: 'Complain', means: 'The money stays in the contract until its mediator decides.' },
  SETTLE: { text: 'End the dispute', means: 'No mediator decided in time. Each side gets half, or the buyer all where nothing was shipped.' },
  WITHDRAW: { text: 'Fetch the money', means: 'All that the contract keeps for your wallet comes to it, of this order and of others.' },
};

/** What is best to do first stands out. */
const FIRST = new Set<ContractAct>(['OPEN', 'SHIP', 'WITHDRAW']);

interface Sent {
  act: ContractAct;
  transaction: string;
}

/** What the one signed in may send to the contract. What was sent is offered again only when the chain did not take it. */
export function ContractActs({ contract }: { contract: OrderContract }) {
  const [chosen, setChosen] = useState<ContractAct | null>(null);
  const [sent, setSent] = useState<Sent | null>(null);
  const call = contract.calls.find(({ act }) => act === chosen);
  if (sent && contract.calls.some(({ act }) => act === sent.act)) return <Waiting sent={sent} again={() => setSent(null)} />;
  if (call) {
    const done = (transaction: string) => {
      setSent({ act: call.act, transaction });
      setChosen(null);
    };
    return <Send key={call.act} call={call} contract={contract} done={done} back={() => setChosen(null)} />;
  }
  if (contract.calls.length === 0) return null;
  return (
    <div class="actions" data-testid="contract-acts">
      {contract.calls.map(({ act }) => (
        <button key={act} type="button" class={FIRST.has(act) ? undefined : 'secondary'} onClick={() => setChosen(act)}>
          {OFFER[act].text}…
        </button>
      ))}
    </div>
  );
}

const Waiting = ({ sent, again }: { sent: Sent; again: () => void }) => (
  <div class="note" role="status" data-testid="contract-sent">
    <p>
      {OFFER[sent.act].text}: sent, waiting for the chain. <Copyable text={sent.transaction} what="Transaction">{shorten(sent.transaction, 10, 8)}</Copyable>
    </p>
    <button type="button" class="quiet" onClick={again}>
      My wallet says it failed
    </button>
  </div>
);

interface SendProps {
  call: ContractCall;
  contract: OrderContract;
  done: (transaction: string) => void;
  back: () => void;
}

function Send({ call, contract, done, back }: SendProps) {
  async function send(wallet: Wallet, account: Account, givenUp: AbortSignal) {
    if (!wallet.send) throw failed('It sends nothing to contracts.');
    const transaction = await wallet.send(account, contract.chainId, { to: contract.contract, value: call.value, data: call.data });
    announce('Sent, waiting for the chain');
    if (!givenUp.aborted) done(transaction);
  }

  return (
    <div data-testid="contract-send">
      <h3>{OFFER[call.act].text}</h3>
      <p>
        {OFFER[call.act].means}{' '}
        {call.value !== '0' && (
          <>
            It is <Amount minor={call.value} asset={contract.asset} />, and gas.{' '}
          </>
        )}
        From {call.from.map((address) => shorten(address, 8, 6)).join(' or ')}.
      </p>
      <Wallets use={send} among={{ kind: 'EVM', addresses: call.from }} />
      <button type="button" class="secondary" onClick={back}>
        Back
      </button>
    </div>
  );
}

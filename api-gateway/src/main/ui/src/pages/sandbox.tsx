import { useState } from 'preact/hooks';
import { depositRequests, rails, scaleOf } from '../data';
import { shorten } from '../format';
import { parseAmount, plainAmount } from '../money';
import { get } from '../net/api';
import { announce } from '../parts/announce';
import { SelectField, TextField } from '../parts/field';
import { Page } from '../parts/page';
import { Problem } from '../parts/problem';
import { RailLine } from '../parts/rail-line';
import { useSubmit } from '../parts/submit';
import { useRows } from '../rows';
import { may } from '../session';
import { memoOf } from '../stellar';
import type { DepositRequestView } from '../views';
import { refusal } from '../words';

export function Sandbox({ rails: simulated }: { rails: readonly string[] }) {
  const [chosen, setChosen] = useState('');
  const rail = simulated.find((one) => one === chosen) ?? simulated[0] ?? '';
  const view = useRows(rails()).rows?.find((one) => one.rail === rail);
  return (
    <Page title="Sandbox" lead="The world outside, in your hands: a simulated chain that the real adapter follows.">
      {simulated.length > 1 && <SelectField label="Chain" name="chain" value={rail} onChange={setChosen} options={simulated.map((one) => [one, one])} />}
      {view && (
        <section class="card" aria-live="polite">
          <RailLine rail={view} />
        </section>
      )}
      <div class="columns even" key={rail}>
        <Pay rail={rail} />
        <Mine rail={rail} />
        {may.steerSandbox() && <Reorganise rail={rail} />}
        {may.steerSandbox() && <Stall rail={rail} />}
      </div>
    </Page>
  );
}

/** One order to the simulator, and what it answered. */
function useOrder<T>(rail: string, what: string, said: (result: T) => string) {
  const { submit, busy, error } = useSubmit<T>();
  const [done, setDone] = useState('');
  async function order(body: object) {
    setDone('');
    const result = await submit(`/api/sandbox/${rail}/${what}`, body);
    if (result === null) return;
    setDone(said(result));
    announce(said(result));
  }
  const outcome = (
    <>
      <Problem error={error} />
      <p class="muted outcome">
        {done || '\u00a0'}
      </p>
    </>
  );
  return { order, busy, outcome };
}

const isPayable = (request: DepositRequestView, rail: string) => request.rail === rail && (request.outcome === 'OPEN' || request.outcome === 'PARTIAL');

function Pay({ rail }: { rail: string }) {
  const requests = useRows(depositRequests()).rows?.filter((request) => isPayable(request, rail)) ?? [];
  const [chosen, setChosen] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const [forgetful, setForgetful] = useState(false);
  const { order, busy, outcome } = useOrder<{ transaction: string }>(rail, 'payments', ({ transaction }) => `Sent in ${shorten(transaction)}. It waits for a block.`);
  const request = requests.find((one) => one.requestId === chosen) ?? requests[0];
  const suggested = request?.expected ? plainAmount(request.expected, scaleOf(request.asset)) : '0.25';
  const amount = typed ?? suggested;

  async function pay(event: Event) {
    event.preventDefault();
    if (!request) return;
    const parsed = parseAmount(amount, scaleOf(request.asset));
    setWrong('code' in parsed ? refusal(parsed.code, '') : null);
    if ('code' in parsed) return;
    const address = forgetful ? await accountOf(request) : request.address;
    await order({ outputs: [{ address, amount: parsed.minor, asset: request.asset }] });
  }

  return (
    <form class="card" onSubmit={(event) => void pay(event)}>
      <h2>Pay</h2>
      {request ? (
        <>
          <SelectField
            label="To an open deposit request or order"
            name="request"
            value={request.requestId}
            onChange={setChosen}
            options={requests.map((one) => [one.requestId, `${shorten(one.address)} · ${one.orderId ? 'an order' : one.accountId}`])}
          />
          <TextField label="Amount" name="amount" inputMode="decimal" autocomplete="off" suffix={request.asset} required error={wrong} value={amount} onChange={setTyped} />
          {rail === 'stellar' && (
            <label>
              <input type="checkbox" role="switch" checked={forgetful} onChange={(event) => setForgetful(event.currentTarget.checked)} /> Forget the memo
            </label>
          )}
          <button type="submit" aria-busy={busy} disabled={busy}>
            Pay
          </button>
        </>
      ) : (
        <p class="muted">Ask for a deposit first: its address appears here.</p>
      )}
      {outcome}
    </form>
  );
}

/** Where a Stellar payer pays who forgets to say for whom. */
async function accountOf(request: DepositRequestView): Promise<string> {
  const { body } = await get<{ uri: string }>(`/api/deposit-requests/${encodeURIComponent(request.requestId)}/payment-link`);
  return memoOf(body.uri)?.account ?? request.address;
}

const HEIGHT = ({ height }: { height: number }) => `The chain is at height ${height}.`;

function Mine({ rail }: { rail: string }) {
  const [blocks, setBlocks] = useState('1');
  const [seconds, setSeconds] = useState('0');
  const mine = useOrder<{ height: number }>(rail, 'blocks', HEIGHT);
  const auto = useOrder<unknown>(rail, 'automine', () => (seconds === '0' ? 'Blocks come only when you mine them.' : `A block comes every ${seconds} seconds.`));
  return (
    <section class="card">
      <h2>Mine</h2>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          void mine.order({ count: Number(blocks) });
        }}
      >
        <TextField label="Blocks" name="blocks" inputMode="numeric" hint="1 to 100" required value={blocks} onChange={setBlocks} />
        <button type="submit" aria-busy={mine.busy} disabled={mine.busy}>
          Mine
        </button>
      </form>
      {mine.outcome}
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          void auto.order({ intervalSeconds: Number(seconds) });
        }}
      >
        <TextField label="Mine by itself every … seconds" name="seconds" inputMode="numeric" hint="0 turns it off" required value={seconds} onChange={setSeconds} />
        <button type="submit" class="secondary" aria-busy={auto.busy} disabled={auto.busy}>
          Set
        </button>
      </form>
      {auto.outcome}
    </section>
  );
}

function Reorganise({ rail }: { rail: string }) {
  const [depth, setDepth] = useState('1');
  const [drop, setDrop] = useState(false);
  const { order, busy, outcome } = useOrder<{ height: number }>(rail, 'reorganisations', HEIGHT);
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        void order({ depthBlocks: Number(depth), dropTransactions: drop });
      }}
    >
      <h2>Reorganise</h2>
      <TextField label="Newest blocks to take away" name="depth" inputMode="numeric" hint="One more than these is mined instead." required value={depth} onChange={setDepth} />
      <label>
        <input type="checkbox" role="switch" checked={drop} onChange={(event) => setDrop(event.currentTarget.checked)} /> Drop their transactions
      </label>
      <button type="submit" class="secondary" aria-busy={busy} disabled={busy}>
        Reorganise
      </button>
      {outcome}
    </form>
  );
}

function Stall({ rail }: { rail: string }) {
  const { order, busy, outcome } = useOrder<{ stalled: boolean }>(rail, 'stalls', () => 'Done. The rail’s state above will follow.');
  return (
    <section class="card">
      <h2>Stall</h2>
      <p class="muted">A stalled node answers nothing, as if it hung. The rail turns unreachable and recovers by itself.</p>
      <div class="actions">
        <button type="button" class="secondary" aria-busy={busy} disabled={busy} onClick={() => void order({ stalled: true })}>
          Stall the node
        </button>
        <button type="button" class="secondary" aria-busy={busy} disabled={busy} onClick={() => void order({ stalled: false })}>
          Let it go on
        </button>
      </div>
      {outcome}
    </section>
  );
}

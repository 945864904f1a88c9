import { useEffect, useRef, useState } from 'preact/hooks';
import { shorten } from '../format';
import { Refusal } from '../refusal';
import { useWallets } from '../wallets/here';
import type { Account, Wallet } from '../wallets/wallet';
import type { WalletKind } from '../views';
import { METHOD } from '../words';
import { announce } from './announce';
import { Icon } from './icon';
import { Problem } from './problem';

/** What is done with an account that was chosen; it stops when the signal says that its owner gave up. */
type Use = (wallet: Wallet, account: Account, givenUp: AbortSignal) => Promise<void>;

/** Where only some will do: wallets of this kind, and these accounts of theirs. */
interface Among {
  kind: WalletKind;
  addresses: string[];
}

/** The wallets of this browser to choose from, then an account where one has several; the rest is said in the wallet. */
export function Wallets({ use, among }: { use: Use; among?: Among }) {
  const wallets = useWallets().filter(({ kind }) => !among || kind === among.kind);
  const { stage, error, choose, take, giveUp } = useChoice(use, among);
  const box = useFocusOn(stage);
  return (
    <div class="wallets" tabIndex={-1} ref={box}>
      {stage ? (
        <Stage stage={stage} take={take} giveUp={giveUp} />
      ) : (
        <>
          <Problem error={error} />
          {wallets.length === 0 && <p class="muted">No wallet was found in this browser. Its extension has to be installed and switched on.</p>}
          <ul class="choices" aria-label="Wallets of this browser">
            {wallets.map((wallet) => (
              <Choice key={wallet.id} wallet={wallet} choose={() => void choose(wallet)} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** What was pressed is gone with each step: the focus stays where the next one is. */
function useFocusOn(stage: Asking | null) {
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(stage);
  useEffect(() => {
    if (before.current !== stage) box.current?.focus();
    before.current = stage;
  }, [stage]);
  return box;
}

const Choice = ({ wallet: { name, kind, icon, note }, choose }: { wallet: Wallet; choose: () => void }) => (
  <li>
    <button type="button" class="secondary" onClick={choose}>
      {icon ? <img src={icon} alt="" /> : <Icon name="wallet" />}
      <span>{name}</span>
      <span class="muted">{METHOD[kind]}</span>
    </button>
    {note && <small class="muted">{note}</small>}
  </li>
);

interface Asking {
  wallet: Wallet;
  /** To choose one of; none while the wallet itself is asked. */
  accounts: Account[];
}

function Stage({ stage: { wallet, accounts }, take, giveUp }: { stage: Asking; take: (account: Account) => void; giveUp: () => void }) {
  return (
    <>
      {accounts.length === 0 ? (
        <p role="status" aria-busy="true">
          Answer in {wallet.name}.
        </p>
      ) : (
        <>
          <p>Which account of {wallet.name}?</p>
          <ul class="choices" aria-label={`Accounts of ${wallet.name}`}>
            {accounts.map((account) => (
              <li key={account.address}>
                <button type="button" class="secondary" onClick={() => take(account)}>
                  {account.name && <span>{account.name}</span>}
                  <code title={account.address}>{shorten(account.address, 8, 6)}</code>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <button type="button" class="quiet" onClick={giveUp}>
        Cancel
      </button>
    </>
  );
}

/** An address of an EVM chain is the same in any case of letters; of the other kinds none is asked for. */
function fitting(accounts: Account[], among?: Among): Account[] {
  if (!among) return accounts;
  const wanted = new Set(among.addresses.map((address) => address.toLowerCase()));
  const fit = accounts.filter(({ address }) => wanted.has(address.toLowerCase()));
  if (fit.length === 0) throw new Refusal('WALLET_OTHER_ACCOUNT', 'Another account is needed', `Have it show ${among.addresses.join(' or ')} to this page.`);
  return fit;
}

function useChoice(use: Use, among?: Among) {
  const [stage, setStage] = useState<Asking | null>(null);
  const [error, setError] = useState<Refusal | null>(null);
  const attempt = useRef(new AbortController());
  useEffect(() => () => attempt.current.abort(), []);

  /** One step with a wallet. What comes of it after its owner gave up is for nobody. */
  async function step(wallet: Wallet, deed: (givenUp: AbortSignal) => Promise<Asking | null>) {
    attempt.current.abort();
    attempt.current = new AbortController();
    const { signal } = attempt.current;
    setError(null);
    setStage({ wallet, accounts: [] });
    announce(`Answer in ${wallet.name}.`);
    try {
      const next = await deed(signal);
      if (!signal.aborted) setStage(next);
    } catch (problem) {
      if (signal.aborted) return;
      setStage(null);
      if (!(problem instanceof Refusal)) throw problem;
      setError(problem);
    }
  }

  const choose = (wallet: Wallet) =>
    step(wallet, async (givenUp) => {
      const accounts = fitting(await wallet.accounts(), among);
      givenUp.throwIfAborted();
      if (accounts.length > 1) return { wallet, accounts };
      await use(wallet, accounts[0]!, givenUp);
      return null;
    });

  const take = (account: Account) => {
    if (!stage) return;
    void step(stage.wallet, async (givenUp) => {
      await use(stage.wallet, account, givenUp);
      return null;
    });
  };

  const giveUp = () => {
    attempt.current.abort();
    setStage(null);
  };

  return { stage, error, choose, take, giveUp };
}

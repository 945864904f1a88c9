import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadAssets } from './data';
import { ApiError } from './net/api';
import { live } from './net/connection';
import { useValue } from './observable';
import { Approvals } from './pages/approvals';
import { Deposit } from './pages/deposit';
import { Deposits } from './pages/deposits';
import { DisputePage } from './pages/dispute';
import { Disputes } from './pages/disputes';
import { Journal, JournalOfFirst } from './pages/journal';
import { NewOrder, NewOrderOf } from './pages/new-order';
import { ChangeOffer, NewOffer } from './pages/offer';
import { OrderPage } from './pages/order';
import { Orders, tabOf } from './pages/orders';
import { Overview } from './pages/overview';
import { Parked } from './pages/parked';
import { People } from './pages/people';
import { PersonPage } from './pages/person';
import { ProductPage } from './pages/product';
import { MyProducts, Products } from './pages/products';
import { Profile } from './pages/profile';
import { Rails } from './pages/rails';
import { Reconciliation } from './pages/reconciliation';
import { Replay } from './pages/replay';
import { Sandbox } from './pages/sandbox';
import { SignIn } from './pages/sign-in';
import { Transfers } from './pages/transfers';
import { WebhookPage } from './pages/webhook';
import { Webhooks } from './pages/webhooks';
import { Withdrawal } from './pages/withdrawal';
import { Withdrawals } from './pages/withdrawals';
import { Announcer } from './parts/announce';
import { Page, Skeleton } from './parts/page';
import { Problem } from './parts/problem';
import { Shell } from './parts/shell';
import { link, useRoute } from './router';
import { findSandbox, sandboxRails } from './sandbox';
import { may, restore, session } from './session';
import { EVERYTHING, searchIn } from './shop/search';

export function App() {
  const current = useValue(session);
  const [asked, setAsked] = useState(false);
  return (
    <>
      {current ? <Console key={current.id} id={current.id} token={current.token} /> : asked ? <SignIn /> : <Door answered={() => setAsked(true)} />}
      <Announcer />
    </>
  );
}

/** Before anything else: does the cookie let somebody in? */
function Door({ answered }: { answered: () => void }) {
  const [error, setError] = useState<ApiError | null>(null);
  const ask = () => {
    setError(null);
    restore().then(answered, (problem: ApiError) => setError(problem));
  };
  useEffect(ask, []);
  return <main class="sign-in">{error ? <Problem error={error} retry={ask} /> : <Skeleton lines={4} />}</main>;
}

function Console({ id, token }: { id: string; token: string }) {
  const [ready, setReady] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const load = () => {
    setError(null);
    Promise.all([loadAssets(), findSandbox()]).then(
      () => setReady(true),
      (problem: ApiError) => setError(problem),
    );
  };
  useEffect(() => {
    load();
    live.connect(token);
    return () => live.disconnect();
  }, [id]);
  useEffect(() => live.renew(token), [token]);
  return <Shell>{error ? <Problem error={error} retry={load} /> : ready ? <Route /> : <Skeleton lines={6} />}</Shell>;
}

function Route(): JSX.Element {
  const [section = 'overview', id, ...more] = useRoute();
  const sandbox = useValue(sandboxRails);
  switch (section) {
    case 'overview':
      return <Overview />;
    case 'deposits':
      return id ? <Deposit key={id} id={id} /> : <Deposits />;
    case 'withdrawals':
      return id ? <Withdrawal key={id} id={id} /> : <Withdrawals />;
    case 'transfers':
      return <Transfers />;
    case 'journal':
      return id ? <Journal key={id} id={id} /> : <JournalOfFirst />;
    case 'orders':
      return ofOrders(id ?? '', more);
    case 'products':
      return ofProducts(id, more);
    case 'disputes':
      if (!may.seeAll()) return <Nowhere />;
      return id ? <DisputePage key={id} id={id} /> : <Disputes />;
    case 'approvals':
      return <Approvals />;
    case 'rails':
      return <Rails />;
    case 'reconciliation':
      return may.seeAll() ? <Reconciliation /> : <Nowhere />;
    case 'parked':
      return may.seeAll() ? <Parked /> : <Nowhere />;
    case 'replay':
      return may.seeAll() ? <Replay /> : <Nowhere />;
    case 'people':
      if (!may.seePeople()) return <Nowhere />;
      return id ? <PersonPage key={id} id={id} /> : <People />;
    case 'webhooks':
      if (!may.write()) return <Nowhere />;
      return id ? <WebhookPage key={id} id={id} /> : <Webhooks />;
    case 'profile':
      return <Profile />;
    case 'sandbox':
      return sandbox.length > 0 ? <Sandbox rails={sandbox} /> : <Nowhere />;
    default:
      return <Nowhere />;
  }
}

function ofProducts(id: string | undefined, [what]: string[]): JSX.Element {
  if (!id) return <Products search={EVERYTHING} />;
  if (id === 'find') return <Products search={searchIn(what ?? '')} />;
  if (id !== 'mine' && id !== 'new' && !what) return <ProductPage key={id} id={id} />;
  if (!may.write()) return <Nowhere />;
  if (id === 'mine') return <MyProducts />;
  if (id === 'new') return <NewOffer />;
  return what === 'change' ? <ChangeOffer key={id} id={id} /> : <Nowhere />;
}

function ofOrders(id: string, [productId, version = '', quantity = '']: string[]): JSX.Element {
  if (id === 'new') {
    if (!may.write()) return <Nowhere />;
    return productId ? <NewOrderOf key={productId + version} id={productId} version={version} quantity={quantity} /> : <NewOrder />;
  }
  const tab = tabOf(id);
  return tab === null ? <OrderPage key={id} id={id} /> : <Orders which={tab} />;
}

const Nowhere = () => (
  <Page title="Nothing here" lead="This address leads nowhere.">
    <a href={link('overview')}>Go to the overview</a>
  </Page>
);

import type { JSX } from 'preact';
import { useAssets } from '../data';
import { link } from '../router';
import type { AccountView, Asset } from '../views';
import { useOwnAccounts } from './own';
import { Back, Page, Skeleton } from './page';

interface Props {
  title: string;
  /** The list that what is made here belongs to. */
  to: string;
  /** Why nothing can be made without an account. */
  need: string;
  children: (own: AccountView[], assets: Asset[]) => JSX.Element;
}

/** A page to make something for an account of one's own: it waits for what it chooses among. */
export function OwnPage({ title, to, need, children }: Props) {
  const own = useOwnAccounts();
  const assets = useAssets();
  return (
    <Page title={title} lead={<Back to={to} />}>
      {!own || assets.length === 0 ? (
        <section class="card narrow">
          <Skeleton lines={6} />
        </section>
      ) : own.length === 0 ? (
        <div class="empty">
          {need} <a href={link('transfers')}>Open one</a>
        </div>
      ) : (
        children(own, assets)
      )}
    </Page>
  );
}

import { useState } from 'preact/hooks';
import { scaleOf, useAssets } from '../data';
import { put } from '../net/api';
import { useAct } from '../parts/act';
import { announce } from '../parts/announce';
import { SelectField } from '../parts/field';
import { nameOf } from '../parts/own';
import { OwnPage } from '../parts/own-page';
import { Back, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { go } from '../router';
import { nothingTyped, typedOf } from '../shop/offer';
import { OfferForm } from '../shop/offer-form';
import { isMine, productPath, PRODUCTS, useProduct } from '../shop/product';
import type { Offer, ProductView } from '../shop/views';
import type { AccountView, Asset } from '../views';

/** Something is offered for the first time. */
export const NewOffer = () => (
  <OwnPage title="New product" to="products" need="What is sold is paid into an account of yours.">
    {(own, assets) => <First own={own} assets={assets} />}
  </OwnPage>
);

function First({ own, assets }: { own: AccountView[]; assets: Asset[] }) {
  const [accountId, setAccount] = useState(own[0]!.accountId);
  const { submit, busy, error, clear } = useSubmit<ProductView>();

  async function offer(what: Offer) {
    const made = await submit(PRODUCTS, { accountId, ...what });
    if (!made) return;
    announce('It is offered');
    go('products', made.productId);
  }

  return (
    <OfferForm before={nothingTyped(assets[0]!.code)} assets={assets} button="Offer it" send={offer} busy={busy} error={error} clear={clear}>
      <SelectField
        label="Your account"
        name="account"
        hint="Sales are paid into it. It never changes."
        value={accountId}
        onChange={setAccount}
        options={own.map((one) => [one.accountId, nameOf(one)])}
      />
    </OfferForm>
  );
}

/** What is offered becomes something else: another version of it, for orders to come. */
export function ChangeOffer({ id }: { id: string }) {
  const { product, error, load } = useProduct(id);
  const assets = useAssets();
  return (
    <Page title="Change the product" lead={<Back to="products" />}>
      <Problem error={error} retry={load} />
      {product && assets.length > 0 ? (
        isMine(product) ? (
          <Next product={product} assets={assets} />
        ) : (
          <div class="empty">Only its seller changes it.</div>
        )
      ) : (
        !error && <Skeleton lines={6} />
      )}
    </Page>
  );
}

function Next({ product, assets }: { product: ProductView; assets: Asset[] }) {
  const { act, busy, error, clear } = useAct();

  async function change(what: Offer) {
    if (!(await act(() => put<ProductView>(productPath(product.productId), what)))) return;
    announce('It is changed');
    go('products', product.productId);
  }

  return (
    <OfferForm before={typedOf(product, scaleOf(product.asset))} assets={assets} button="Change it" send={change} busy={busy} error={error} clear={clear}>
      <p>
        Orders that are made stay as they are. Sales are paid into <code>{product.sellerAccountId}</code>.
      </p>
    </OfferForm>
  );
}

import { useState } from 'preact/hooks';
import { Fact } from '../escrow/facts';
import { formatTime } from '../format';
import { times } from '../money';
import { Amount } from '../parts/amount';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import { TextField } from '../parts/field';
import { Back, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { go, link } from '../router';
import { may } from '../session';
import { Gallery } from '../shop/picture';
import { isMine, productPath, useProduct } from '../shop/product';
import { MAX_QUANTITY, quantityOf } from '../shop/quantity';
import type { ProductView } from '../shop/views';
import { PRODUCT } from '../shop/words';

/** One product, as its seller and everybody else see it. */
export function ProductPage({ id }: { id: string }) {
  const { product, error, load, put } = useProduct(id);
  return (
    <Page title={product?.title ?? 'Product'} lead={<Back to="products" />} aside={product && <Badge label={PRODUCT[product.state]} />}>
      <Problem error={error} retry={load} />
      {product ? <Details product={product} changed={put} /> : !error && <Skeleton lines={6} />}
    </Page>
  );
}

function Details({ product, changed }: { product: ProductView; changed: (product: ProductView) => void }) {
  return (
    <div class="columns even product">
      {product.images.length > 0 && <Gallery images={product.images} title={product.title} />}
      <div>
        <section class="card" aria-label="The offer" data-testid="offer">
          <p class="hero">
            <Amount minor={product.price} asset={product.asset} />
          </p>
          <p class="muted">{PRODUCT[product.state].means}</p>
          {may.write() && (isMine(product) ? <Steer product={product} changed={changed} /> : <Buy product={product} />)}
        </section>
        <section class="card" aria-label="About the product">
          <h2>About it</h2>
          <p class="lines">{product.description}</p>
          <Specification product={product} />
          <dl class="facts">
            <Fact name="Category">{product.category}</Fact>
            <Fact name="Seller">
              {isMine(product) ? 'you, ' : ''}
              <code>{product.sellerAccountId}</code>
              {may.seeAll() && <small class="muted"> {product.sellerId}</small>}
            </Fact>
            <Fact name="Version">
              {product.version}, since {formatTime(product.changedAtMillis)}
            </Fact>
            <Fact name="Product">
              <Copyable text={product.productId} what="Product" />
            </Fact>
          </dl>
        </section>
      </div>
    </div>
  );
}

function Specification({ product: { specification } }: { product: ProductView }) {
  if (specification.length === 0) return null;
  return (
    <table class="specification" data-testid="specification">
      <caption class="sr-only">Specification</caption>
      <tbody>
        {specification.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Goes on to the order, for the version that is seen here. */
function Buy({ product }: { product: ProductView }) {
  const [typed, setTyped] = useState('1');
  const [wrong, setWrong] = useState<string | null>(null);
  const quantity = quantityOf(typed);
  if (product.state !== 'OFFERED') return null;

  function buy(event: Event) {
    event.preventDefault();
    if (quantity === null) return setWrong(`It is a whole number, 1 to ${MAX_QUANTITY}`);
    go('orders', 'new', product.productId, String(product.version), String(quantity));
  }

  return (
    <form onSubmit={buy}>
      <TextField
        label="Quantity"
        name="quantity"
        inputMode="numeric"
        autocomplete="off"
        required
        error={wrong}
        hint={
          quantity !== null &&
          quantity > 1 && (
            <>
              Together <Amount minor={times(product.price, quantity)} asset={product.asset} />
            </>
          )
        }
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setWrong(null);
        }}
      />
      <button type="submit">Buy…</button>
    </form>
  );
}

function Steer({ product, changed }: { product: ProductView; changed: (product: ProductView) => void }) {
  const { submit, busy, error } = useSubmit<ProductView>();
  const isOffered = product.state === 'OFFERED';

  async function steer() {
    const now = await submit(productPath(product.productId) + (isOffered ? '/withdraw' : '/offer'), {});
    if (!now) return;
    changed(now);
    announce(isOffered ? 'It is withdrawn' : 'It is offered again');
  }

  return (
    <>
      <Problem error={error} />
      <div class="actions">
        <a role="button" href={link('products', product.productId, 'change')}>
          Change it…
        </a>
        <button type="button" class="secondary" aria-busy={busy} disabled={busy} onClick={() => void steer()}>
          {isOffered ? 'Withdraw it' : 'Offer it again'}
        </button>
      </div>
    </>
  );
}

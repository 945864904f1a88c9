import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { me } from '../escrow/onlooker';
import { useListing } from '../listing';
import { Amount } from '../parts/amount';
import { Badge } from '../parts/badge';
import { TextField } from '../parts/field';
import { Loaded, More, Page } from '../parts/page';
import { go, link } from '../router';
import { may } from '../session';
import { MAX_CATEGORY } from '../shop/offer';
import { Picture } from '../shop/picture';
import { isMine } from '../shop/product';
import { EVERYTHING, listPath, MAX_SEARCH, segmentOf, wrongInSearch, type Search } from '../shop/search';
import type { ProductView } from '../shop/views';
import { PRODUCT } from '../shop/words';

/** What everybody offers, newest first, or what of it one looks for. */
export function Products({ search }: { search: Search }) {
  const looks = segmentOf(search) !== '';
  return (
    <Frame mine={false}>
      <Find search={search} />
      <List path={listPath(search)} empty={looks ? 'Nothing of that kind is offered.' : 'Nobody offers anything yet.'} />
    </Frame>
  );
}

/** One's own, with what one withdrew. */
export const MyProducts = () => (
  <Frame mine>
    <List path={listPath(EVERYTHING, me().userId)} empty="You have not offered anything yet." />
  </Frame>
);

function Frame({ mine, children }: { mine: boolean; children: ComponentChildren }) {
  return (
    <Page
      title="Products"
      lead="What is offered. The price is kept safe until the buyer is satisfied."
      aside={
        may.write() && (
          <a role="button" href={link('products', 'new')}>
            Offer something
          </a>
        )
      }
    >
      {may.write() && (
        <nav class="tabs" aria-label="Whose products">
          <a class="chip" href={link('products')} aria-current={mine ? undefined : 'page'}>
            All
          </a>
          <a class="chip" href={link('products', 'mine')} aria-current={mine ? 'page' : undefined}>
            My products
          </a>
        </nav>
      )}
      {children}
    </Page>
  );
}

function Find({ search }: { search: Search }) {
  const [typed, setTyped] = useState(search);
  const [wrong, setWrong] = useState<ReturnType<typeof wrongInSearch>>(null);
  const segment = segmentOf(search);
  const [shown, setShown] = useState(segment);
  if (shown !== segment) {
    setShown(segment);
    setTyped(search);
  }

  function find(event: Event) {
    event.preventDefault();
    const wanted = { q: typed.q.trim(), category: typed.category.trim() };
    const refused = wrongInSearch(wanted);
    if (refused) return setWrong(refused);
    const next = segmentOf(wanted);
    go('products', ...(next ? ['find', next] : []));
  }

  const set = (part: Partial<Search>) => {
    setTyped({ ...typed, ...part });
    setWrong(null);
  };
  const wrongAt = (field: keyof Search) => (wrong?.field === field ? wrong.text : null);
  return (
    <form class="card find" onSubmit={find}>
      <TextField
        label="Search"
        name="q"
        autocomplete="off"
        maxLength={MAX_SEARCH}
        error={wrongAt('q')}
        hint="Words, or how they begin. Empty shows everything."
        value={typed.q}
        onChange={(q) => set({ q })}
      />
      <TextField
        label="Category"
        name="category"
        autocomplete="off"
        maxLength={MAX_CATEGORY}
        error={wrongAt('category')}
        hint="As the seller names it."
        value={typed.category}
        onChange={(category) => set({ category })}
      />
      <button type="submit" class="secondary">
        Find
      </button>
    </form>
  );
}

function List({ path, empty }: { path: string; empty: string }) {
  const { state, reload, more } = useListing<ProductView>(path);
  return (
    <>
      <Loaded state={state} reload={reload} empty={empty}>
        {(products) => (
          <ul class="grid-cards goods">
            {products.map((product) => (
              <li key={product.productId}>
                <Card product={product} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      <More when={state.hasMore} onClick={more} />
    </>
  );
}

function Card({ product }: { product: ProductView }) {
  return (
    <a class="card" href={link('products', product.productId)} data-testid="product">
      <Picture cid={product.images[0]} alt="" />
      <h2>{product.title}</h2>
      <Amount minor={product.price} asset={product.asset} />
      <small class="muted">{product.category}</small>
      <small class="muted">{isMine(product) ? 'You sell' : <code>{product.sellerAccountId}</code>}</small>
      {product.state === 'WITHDRAWN' && <Badge label={PRODUCT.WITHDRAWN} />}
    </a>
  );
}

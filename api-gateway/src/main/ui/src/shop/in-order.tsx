import { Fact } from '../escrow/facts';
import type { OrderView } from '../escrow/views';
import type { ApiError } from '../net/api';
import { each } from '../money';
import { Amount } from '../parts/amount';
import { Problem } from '../parts/problem';
import { link } from '../router';
import { Picture } from './picture';
import { useProduct } from './product';
import type { ProductView } from './views';

/** What an order was made from, as it was agreed, and whether it is still the same. */
export function ProductInOrder({ order, bought }: { order: OrderView; bought: NonNullable<OrderView['product']> }) {
  const { product, error } = useProduct(bought.productId);
  const news = newsOf(bought.version, product, error);
  return (
    <section class="card" aria-label="The product" data-testid="product-of-order">
      <h2>The product</h2>
      {product?.images[0] && <Picture cid={product.images[0]} alt={`${order.title}, its first image`} />}
      <p>{product ? <a href={link('products', bought.productId)}>{order.title}</a> : order.title}</p>
      {news && <p class="muted">{news}</p>}
      {!news && <Problem error={error} />}
      <dl class="facts cost">
        <Fact name="Quantity" testId="quantity">
          {bought.quantity}
        </Fact>
        <Fact name="Price of one">
          <Amount minor={each(order.price, bought.quantity)} asset={order.asset} />
        </Fact>
      </dl>
    </section>
  );
}

/** To who may not see what is withdrawn, it is not there. */
function newsOf(version: number, product: ProductView | null, error: ApiError | null): string | null {
  if (product?.state === 'WITHDRAWN' || error?.code === 'NOT_FOUND') return 'It is not offered any more.';
  return product && product.version !== version ? 'It has been changed since it was ordered. Its page shows what it is now.' : null;
}

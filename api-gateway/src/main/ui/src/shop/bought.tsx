import { Fact } from '../escrow/facts';
import { times } from '../money';
import { Amount } from '../parts/amount';
import { link } from '../router';
import type { ProductView } from './views';

/** What an order is to be made from. */
export interface Purchase {
  product: ProductView;
  quantity: number;
  /** The version that the buyer looked at before. */
  seen: number;
}

/** What is bought, of whom and for how much; the product says it, so nothing of it is typed. */
export function Bought({ product, quantity, seen }: Purchase) {
  return (
    <section aria-label="What you buy" data-testid="bought">
      {product.version !== seen && (
        <p class="note" role="status">
          The seller has changed it since you looked at it. This is what it is now.
        </p>
      )}
      <dl class="facts cost">
        <Fact name="What you buy">
          <a href={link('products', product.productId)}>{product.title}</a>
        </Fact>
        <Fact name="Seller’s account">
          <code>{product.sellerAccountId}</code>
        </Fact>
        <Fact name="Price of one">
          <Amount minor={product.price} asset={product.asset} />
        </Fact>
        <Fact name="Quantity">{quantity}</Fact>
        <Fact name="Price">
          <Amount minor={times(product.price, quantity)} asset={product.asset} />
        </Fact>
      </dl>
    </section>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { me } from '../escrow/onlooker';
import { ApiError, get } from '../net/api';
import type { ProductView } from './views';

export const PRODUCTS = '/api/products';

export const productPath = (id: string) => PRODUCTS + '/' + encodeURIComponent(id);

export const isMine = ({ sellerId }: ProductView) => sellerId === me().userId;

/** One product. No stream tells of it, so it stays as it was when it was asked for, until it is asked for again. */
export function useProduct(id: string) {
  const [product, setProduct] = useState<ProductView | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const load = () => {
    setError(null);
    get<ProductView>(productPath(id)).then(
      ({ body }) => setProduct(body),
      (problem: ApiError) => setError(problem),
    );
  };
  useEffect(load, [id]);
  return { product, error, load, put: setProduct };
}

/** What the server's views of products look like in JSON. Amounts are strings of minor units, times epoch millis. */

export interface Feature {
  name: string;
  value: string;
}

/** What is offered, as a whole: each change of it is the next version. */
export interface Offer {
  title: string;
  description: string;
  /** In lower case. */
  category: string;
  specification: Feature[];
  /** By CID, the first before all. */
  images: string[];
  asset: string;
  /** Of one. */
  price: string;
}

export type ProductState = 'OFFERED' | 'WITHDRAWN';

export interface ProductView extends Offer {
  productId: string;
  sellerId: string;
  sellerAccountId: string;
  version: number;
  state: ProductState;
  createdAtMillis: number;
  changedAtMillis: number;
  logIndex: number;
}

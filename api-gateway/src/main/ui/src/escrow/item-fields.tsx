import { SelectField, TextField } from '../parts/field';
import type { Asset } from '../views';
import type { WishField } from './wish';

/** What is bought where no product says it; the price in whole units. */
export interface TypedItem {
  seller: string;
  title: string;
  reference: string;
  code: string;
  price: string;
}

interface Props {
  item: TypedItem;
  assets: Asset[];
  onChange: (item: TypedItem) => void;
  wrongAt: (field: WishField) => string | null;
}

/** Of whom, what, and for how much. */
export function ItemFields({ item, assets, onChange, wrongAt }: Props) {
  const set = (key: keyof TypedItem) => (text: string) => onChange({ ...item, [key]: text });
  return (
    <>
      <TextField
        label="Seller’s account"
        name="seller"
        placeholder="account:…"
        autocomplete="off"
        required
        error={wrongAt('seller')}
        hint="The seller gives you its id."
        value={item.seller}
        onChange={set('seller')}
      />
      <TextField label="What you buy" name="title" autocomplete="off" required error={wrongAt('title')} value={item.title} onChange={set('title')} />
      <TextField
        label="Item reference"
        name="reference"
        autocomplete="off"
        required
        error={wrongAt('reference')}
        hint="The seller’s own name for it: letters, digits and . _ : -"
        value={item.reference}
        onChange={set('reference')}
      />
      <SelectField label="Asset" name="asset" error={wrongAt('asset')} value={item.code} onChange={set('code')} options={assets.map((one) => [one.code, one.code])} />
      <TextField
        label="Price"
        name="price"
        inputMode="decimal"
        autocomplete="off"
        placeholder="0.00"
        required
        suffix={item.code}
        error={wrongAt('price')}
        value={item.price}
        onChange={set('price')}
      />
    </>
  );
}

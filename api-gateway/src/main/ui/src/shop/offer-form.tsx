import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { scaleOf } from '../data';
import { LongTextField, SelectField, TextField } from '../parts/field';
import { Problem } from '../parts/problem';
import type { Refusal } from '../refusal';
import type { Asset } from '../views';
import { fieldOf, refusal } from '../words';
import { FeaturesField } from './features-field';
import { ImagesField } from './images-field';
import { MAX_CATEGORY, MAX_DESCRIPTION, MAX_TITLE, offerOf, type OfferField, type TypedOffer, type Wrong } from './offer';
import type { Offer } from './views';

interface Props {
  before: TypedOffer;
  assets: Asset[];
  button: string;
  /** What else the form asks for, or tells. */
  children?: ComponentChildren;
  send: (offer: Offer) => Promise<unknown>;
  busy: boolean;
  error: Refusal | null;
  clear: () => void;
}

/** What is offered, whether for the first time or otherwise than before. */
export function OfferForm({ before, assets, button, children, send, busy, error, clear }: Props) {
  const [typed, setTyped] = useState(before);
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const [brings, setBrings] = useState(false);

  async function submit(event: Event) {
    event.preventDefault();
    const offer = offerOf(typed, scaleOf(typed.asset));
    if ('wrong' in offer) return setWrong(offer.wrong);
    await send(offer);
  }

  const change = (next: (now: TypedOffer) => TypedOffer) => {
    setTyped(next);
    setWrong(null);
    clear();
  };
  const set =
    <K extends keyof TypedOffer>(key: K) =>
    (value: TypedOffer[K]) =>
      change((now) => ({ ...now, [key]: value }));
  const wrongAt = (field: OfferField) => {
    if (wrong) return wrong.field === field ? wrong.text : null;
    return error && field === 'price' && fieldOf(error.code) === 'amount' ? refusal(error.code, error.title) : null;
  };

  return (
    <form class="card narrow" onSubmit={(event) => void submit(event)}>
      {children}
      <TextField label="Title" name="title" autocomplete="off" required maxLength={MAX_TITLE} error={wrongAt('title')} value={typed.title} onChange={set('title')} />
      <TextField
        label="Category"
        name="category"
        autocomplete="off"
        required
        maxLength={MAX_CATEGORY}
        error={wrongAt('category')}
        hint="Kept in lower case, for example “lamps”."
        value={typed.category}
        onChange={set('category')}
      />
      <LongTextField
        label="Description"
        name="description"
        required
        maxLength={MAX_DESCRIPTION}
        error={wrongAt('description')}
        hint="Everybody reads it, and the log keeps it for ever."
        value={typed.description}
        onChange={set('description')}
      />
      <FeaturesField features={typed.specification} onChange={set('specification')} wrongAt={wrongAt} />
      <ImagesField images={typed.images} change={(next) => change((now) => ({ ...now, images: next(now.images) }))} onBusy={setBrings} />
      <SelectField label="Asset" name="asset" value={typed.asset} onChange={set('asset')} options={assets.map((one) => [one.code, one.code])} />
      <TextField
        label="Price of one"
        name="price"
        inputMode="decimal"
        autocomplete="off"
        placeholder="0.00"
        required
        suffix={typed.asset}
        error={wrongAt('price')}
        value={typed.price}
        onChange={set('price')}
      />
      <Problem error={error} />
      <button type="submit" aria-busy={busy} disabled={busy || brings}>
        {button}
      </button>
    </form>
  );
}

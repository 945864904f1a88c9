import { useEffect, useState } from 'preact/hooks';
import { orders, scaleOf } from '../data';
import { ItemFields, type TypedItem } from '../escrow/item-fields';
import { holds, isQuoted, quoteOf, QuoteShown } from '../escrow/quote';
import { fieldOfWish, phoneOf, STEPS, timesOf, type TypedTimes, type WishField } from '../escrow/wish';
import type { OrderTimes, OrderView, PaymentMode, Quote } from '../escrow/views';
import { PAYMENT, paymentsFor, paymentsIn } from '../escrow/words';
import { useNow } from '../format';
import { parseAmount, times, type Parsed } from '../money';
import { LiveAmount } from '../parts/amount';
import { announce } from '../parts/announce';
import { LongTextField, SelectField, TextField } from '../parts/field';
import { availableOf, nameOf } from '../parts/own';
import { OwnPage } from '../parts/own-page';
import { Back, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { go } from '../router';
import { Bought, type Purchase } from '../shop/bought';
import { useProduct } from '../shop/product';
import { quantityOf } from '../shop/quantity';
import type { AccountView, Asset } from '../views';
import { refusal } from '../words';

const MAX_ADDRESS = 1_000;
const NEED = 'An order needs an account of yours.';

/** For something that a seller and a buyer agreed on elsewhere. */
export const NewOrder = () => (
  <OwnPage title="New order" to="orders" need={NEED}>
    {(own, assets) => <Form own={own} assets={assets} />}
  </OwnPage>
);

interface OfProduct {
  id: string;
  /** That the buyer looked at, as the address has it. */
  version: string;
  quantity: string;
}

/** For a product, as its page was seen. */
export function NewOrderOf({ id, version, quantity }: OfProduct) {
  const { product, error, load } = useProduct(id);
  if (!product) {
    return (
      <Page title="New order" lead={<Back to="products" />}>
        {error ? <Problem error={error} retry={load} /> : <Skeleton lines={6} />}
      </Page>
    );
  }
  const purchase = { product, seen: Number(version), quantity: quantityOf(quantity) ?? 1 };
  return (
    <OwnPage title="New order" to="products" need={NEED}>
      {(own, assets) => <Form own={own} assets={assets} purchase={purchase} look={load} />}
    </OwnPage>
  );
}

interface FormProps {
  own: AccountView[];
  assets: Asset[];
  /** Where a product says of whom, what and for how much. */
  purchase?: Purchase;
  /** Looks at the product again. */
  look?: () => void;
}

/** Of the version that is shown: any other is refused. */
const wishOf = ({ product, quantity }: Purchase) => ({ productId: product.productId, productVersion: product.version, quantity });

function Form({ own, assets, purchase, look }: FormProps) {
  const [accountId, setAccount] = useState(own[0]!.accountId);
  const [item, setItem] = useState<TypedItem>({ seller: '', title: '', reference: '', code: assets[0]!.code, price: '' });
  const [mode, setMode] = useState<PaymentMode | ''>('');
  const [address, setAddress] = useState('');
  const [phone, setPhone] = useState('');
  const [typedTimes, setTimes] = useState<TypedTimes>({});
  const [wrong, setWrong] = useState<{ field: WishField | keyof OrderTimes; text: string } | null>(null);
  const [quote, setQuote] = useState<Quote | null>(null);
  const { submit, busy, error, clear } = useSubmit<OrderView>();
  const asking = useSubmit<Quote>();
  const now = useNow();
  const code = purchase?.product.asset ?? item.code;
  const payments = purchase ? paymentsIn(assets.find((one) => one.code === code)!) : paymentsFor(code, assets);
  const payment = payments.find((one) => one === mode) ?? payments[0]!;
  const account = own.find((one) => one.accountId === accountId);
  const price: Parsed = purchase ? { minor: times(purchase.product.price, purchase.quantity) } : parseAmount(item.price, scaleOf(code));

  useEffect(() => {
    if (error?.code === 'PRODUCT_CHANGED') look?.();
  }, [error]);

  async function order(event: Event) {
    event.preventDefault();
    if ('code' in price) return setWrong({ field: 'price', text: refusal(price.code, '') });
    const quoted = isQuoted(payment, code);
    if (quoted && !holds(quote, code, price.minor, Date.now())) return setQuote(await asking.submit('/api/quotes', quoteOf(code, price.minor)));
    const agreed = timesOf(typedTimes);
    if ('wrong' in agreed) return setWrong({ field: agreed.wrong, text: 'For example “3 d”, “12 h” or “30 min”, up to 365 d' });
    const made = await submit('/api/orders', {
      accountId,
      ...(purchase ? wishOf(purchase) : { sellerAccountId: item.seller.trim(), item: { reference: item.reference.trim(), title: item.title.trim() }, asset: code, price: price.minor }),
      payment,
      ...agreed,
      ...(address.trim() && { deliveryAddress: address.trim() }),
      ...(payment === 'MPESA' && { phone: phoneOf(phone) }),
      ...(quoted && { quoteId: quote!.quoteId }),
    });
    if (!made) return;
    orders().put(made);
    announce('The order is made');
    go('orders', made.orderId);
  }

  const change =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setWrong(null);
      clear();
      asking.clear();
    };
  const asks = isQuoted(payment, code) && !('minor' in price && holds(quote, code, price.minor, now));
  const refused = error ? fieldOfWish(error) : null;
  const wrongAt = (field: WishField | keyof OrderTimes) => {
    if (wrong) return wrong.field === field ? wrong.text : null;
    return error && refused === field ? error.detail || refusal(error.code, error.title) : null;
  };

  return (
    <form class="card narrow" onSubmit={(event) => void order(event)}>
      {purchase ? <Bought {...purchase} /> : <ItemFields item={item} assets={assets} onChange={change(setItem)} wrongAt={wrongAt} />}
      <SelectField
        label="How you pay"
        name="payment"
        value={payment}
        onChange={(chosen) => change(setMode)(chosen as PaymentMode)}
        options={payments.map((one) => [one, PAYMENT[one].text])}
        hint={
          <>
            {PAYMENT[payment].means}
            {payment === 'BALANCE' && (
              <>
                {' '}
                Available <LiveAmount minor={availableOf(account, code)} asset={code} />
              </>
            )}
          </>
        }
      />
      {payment === 'MPESA' && (
        <TextField
          label="Phone for M-Pesa"
          name="phone"
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          placeholder="+254…"
          required
          error={wrongAt('phone')}
          hint="Kept sealed; only the payment uses it."
          value={phone}
          onChange={change(setPhone)}
        />
      )}
      <SelectField
        label={payment === 'BALANCE' ? 'Your account' : 'Your account, for what comes back'}
        name="account"
        value={accountId}
        onChange={change(setAccount)}
        options={own.map((one) => [one.accountId, nameOf(one)])}
      />
      <LongTextField
        label="Delivery address (optional)"
        name="address"
        maxLength={MAX_ADDRESS}
        error={wrongAt('address')}
        hint="Kept sealed. The seller sees it once the order is paid."
        value={address}
        onChange={change(setAddress)}
      />
      <details open={STEPS.some(([key]) => wrong?.field === key) || refused === 'times' || undefined}>
        <summary>More: how long each step may take</summary>
        {refused === 'times' && <p class="wrong">{error?.detail}</p>}
        <div class="times">
          {STEPS.map(([key, label, usual]) => (
            <TextField
              key={key}
              label={label}
              name={key}
              autocomplete="off"
              placeholder={usual}
              error={wrongAt(key)}
              value={typedTimes[key] ?? ''}
              onChange={(text) => change(setTimes)({ ...typedTimes, [key]: text })}
            />
          ))}
        </div>
        <p class="muted">Left empty it is as usual here. When time runs out, the order goes on by itself, as its page says.</p>
      </details>
      {quote && !asks && isQuoted(payment, code) && <QuoteShown quote={quote} />}
      <Problem error={error ?? asking.error} />
      <button type="submit" aria-busy={busy || asking.busy} disabled={busy || asking.busy}>
        {asks ? 'Ask for a quote' : 'Make the order'}
      </button>
    </form>
  );
}

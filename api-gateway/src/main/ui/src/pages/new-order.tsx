import { useState } from 'preact/hooks';
import { orders, scaleOf, useAssets } from '../data';
import { holds, isQuoted, quoteOf, QuoteShown } from '../escrow/quote';
import { fieldOfWish, phoneOf, STEPS, timesOf, type TypedTimes, type WishField } from '../escrow/wish';
import type { OrderTimes, OrderView, PaymentMode, Quote } from '../escrow/views';
import { PAYMENT, paymentsFor } from '../escrow/words';
import { useNow } from '../format';
import { parseAmount } from '../money';
import { LiveAmount } from '../parts/amount';
import { announce } from '../parts/announce';
import { LongTextField, SelectField, TextField } from '../parts/field';
import { availableOf, nameOf, useOwnAccounts } from '../parts/own';
import { Back, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { go, link } from '../router';
import type { AccountView, Asset } from '../views';
import { refusal } from '../words';

const MAX_ADDRESS = 1_000;

export function NewOrder() {
  const own = useOwnAccounts();
  const assets = useAssets();
  return (
    <Page title="New order" lead={<Back to="orders" />}>
      {!own || assets.length === 0 ? (
        <section class="card narrow">
          <Skeleton lines={6} />
        </section>
      ) : own.length === 0 ? (
        <div class="empty">
          An order needs an account of yours. <a href={link('transfers')}>Open one</a>
        </div>
      ) : (
        <Form own={own} assets={assets} />
      )}
    </Page>
  );
}

function Form({ own, assets }: { own: AccountView[]; assets: Asset[] }) {
  const [accountId, setAccount] = useState(own[0]!.accountId);
  const [seller, setSeller] = useState('');
  const [title, setTitle] = useState('');
  const [reference, setReference] = useState('');
  const [code, setCode] = useState(assets[0]!.code);
  const [price, setPrice] = useState('');
  const [mode, setMode] = useState<PaymentMode | ''>('');
  const [address, setAddress] = useState('');
  const [phone, setPhone] = useState('');
  const [typedTimes, setTimes] = useState<TypedTimes>({});
  const [wrong, setWrong] = useState<{ field: WishField | keyof OrderTimes; text: string } | null>(null);
  const [quote, setQuote] = useState<Quote | null>(null);
  const { submit, busy, error, clear } = useSubmit<OrderView>();
  const asking = useSubmit<Quote>();
  const now = useNow();
  const payments = paymentsFor(code, assets);
  const payment = payments.find((one) => one === mode) ?? payments[0]!;
  const account = own.find((one) => one.accountId === accountId);

  async function order(event: Event) {
    event.preventDefault();
    const amount = parseAmount(price, scaleOf(code));
    if ('code' in amount) return setWrong({ field: 'price', text: refusal(amount.code, '') });
    const quoted = isQuoted(payment, code);
    if (quoted && !holds(quote, code, amount.minor, Date.now())) return setQuote(await asking.submit('/api/quotes', quoteOf(code, amount.minor)));
    const agreed = timesOf(typedTimes);
    if ('wrong' in agreed) return setWrong({ field: agreed.wrong, text: 'For example “3 d”, “12 h” or “30 min”, up to 365 d' });
    const made = await submit('/api/orders', {
      accountId,
      sellerAccountId: seller.trim(),
      item: { reference: reference.trim(), title: title.trim() },
      asset: code,
      price: amount.minor,
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
  const amount = parseAmount(price, scaleOf(code));
  const asks = isQuoted(payment, code) && !('minor' in amount && holds(quote, code, amount.minor, now));
  const refused = error ? fieldOfWish(error) : null;
  const wrongAt = (field: WishField | keyof OrderTimes) => {
    if (wrong) return wrong.field === field ? wrong.text : null;
    return error && refused === field ? error.detail || refusal(error.code, error.title) : null;
  };

  return (
    <form class="card narrow" onSubmit={(event) => void order(event)}>
      <TextField
        label="Seller’s account"
        name="seller"
        placeholder="account:…"
        autocomplete="off"
        required
        error={wrongAt('seller')}
        hint="The seller gives you its id."
        value={seller}
        onChange={change(setSeller)}
      />
      <TextField label="What you buy" name="title" autocomplete="off" required error={wrongAt('title')} value={title} onChange={change(setTitle)} />
      <TextField
        label="Item reference"
        name="reference"
        autocomplete="off"
        required
        error={wrongAt('reference')}
        hint="The seller’s own name for it: letters, digits and . _ : -"
        value={reference}
        onChange={change(setReference)}
      />
      <SelectField label="Asset" name="asset" error={wrongAt('asset')} value={code} onChange={change(setCode)} options={assets.map((one) => [one.code, one.code])} />
      <TextField
        label="Price"
        name="price"
        inputMode="decimal"
        autocomplete="off"
        placeholder="0.00"
        required
        suffix={code}
        error={wrongAt('price')}
        value={price}
        onChange={change(setPrice)}
      />
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

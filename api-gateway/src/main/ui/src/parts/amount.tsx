import { useEffect, useRef, useState } from 'preact/hooks';
import { scaleOf } from '../data';
import { exceeds, splitAmount } from '../money';

interface Props {
  minor: string;
  asset: string;
  /** Of an asset that is none of the ledger's. */
  scale?: number;
  /** Shows an explicit plus, as for a line of a journal. */
  signed?: boolean;
}

/** An exact amount with its asset; the zeros at its end stand back, so that the eye finds the figure. */
export function Amount({ minor, asset, scale, signed }: Props) {
  const { sign, whole, fraction } = splitAmount(minor, scale ?? scaleOf(asset));
  const figure = fraction.replace(/0+$/, '');
  const zeros = fraction.slice(figure.length);
  return (
    <span class="amount">
      {sign || (signed ? '+' : '')}
      {whole}
      {figure && '.' + figure}
      {zeros && <span class="zeros">{(figure ? '' : '.') + zeros}</span>} <span class="unit">{asset}</span>
    </span>
  );
}

/** An amount that lights up for a moment when it changes: differently when it grew and when it shrank. */
export function LiveAmount({ minor, asset }: Props) {
  const before = useRef(minor);
  const [change, setChange] = useState({ direction: '', count: 0 });
  useEffect(() => {
    if (before.current === minor) return;
    const direction = exceeds(minor, before.current) ? 'grew' : 'shrank';
    before.current = minor;
    setChange(({ count }) => ({ direction, count: count + 1 }));
  }, [minor]);
  return (
    <span key={change.count} class={'live-amount ' + change.direction}>
      <Amount minor={minor} asset={asset} />
    </span>
  );
}

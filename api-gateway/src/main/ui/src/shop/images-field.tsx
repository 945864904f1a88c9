import { useState } from 'preact/hooks';
import { useBring } from '../escrow/bring';
import { isPicture, MAX_SHOWN_BYTES } from '../escrow/content';
import { formatBytes } from '../format';
import { useAct } from '../parts/act';
import { announce } from '../parts/announce';
import { FileField } from '../parts/field';
import { Problem } from '../parts/problem';
import { MAX_IMAGES } from './offer';
import { Picture } from './picture';

interface Props {
  images: string[];
  /** Is told how the images follow from those before. */
  change: (next: (before: string[]) => string[]) => void;
  /** Whether one is under way, so that nobody sends the form without it. */
  onBusy: (busy: boolean) => void;
}

/** Images of the seller's own, each uploaded as soon as it is chosen; the first stands for the product in lists. */
export function ImagesField({ images, change, onBusy }: Props) {
  const { bring, progress } = useBring('/api/ipfs/upload');
  const { act, busy, error } = useAct();
  const [wrong, setWrong] = useState<string | null>(null);

  async function add(file: File | null) {
    if (!file) return;
    setWrong(null);
    if (file.size > MAX_SHOWN_BYTES) return setWrong(`It is larger than ${formatBytes(MAX_SHOWN_BYTES)}`);
    onBusy(true);
    try {
      await act(() => take(file));
    } finally {
      onBusy(false);
    }
  }

  async function take(file: File) {
    const image = await bring(file);
    if (!image) return;
    if (!isPicture(image)) return setWrong('It is no PNG, JPEG, GIF or WebP');
    change((before) => (before.includes(image.cid) ? before : [...before, image.cid]));
    announce('The image is there');
  }

  return (
    <>
      {images.length > 0 && (
        <ol class="images" aria-label="Images">
          {images.map((cid, index) => (
            <li key={cid}>
              <Picture cid={cid} alt={`Image ${index + 1}`} />
              <span class="images-acts">
                {index > 0 && (
                  <button type="button" class="inline" onClick={() => change((before) => [cid, ...before.filter((one) => one !== cid)])}>
                    Show first<span class="sr-only">: image {index + 1}</span>
                  </button>
                )}
                <button type="button" class="inline" onClick={() => change((before) => before.filter((one) => one !== cid))}>
                  Remove<span class="sr-only"> image {index + 1}</span>
                </button>
              </span>
            </li>
          ))}
        </ol>
      )}
      {images.length < MAX_IMAGES && (
        <FileField
          label="Add an image"
          name="image"
          accept="image/png,image/jpeg,image/gif,image/webp"
          disabled={busy}
          takes
          error={wrong}
          hint={`PNG, JPEG, GIF or WebP, at most ${formatBytes(MAX_SHOWN_BYTES)} each, and ${MAX_IMAGES} of them. Everybody sees them while it is offered.`}
          onChange={(file) => void add(file)}
        />
      )}
      {progress}
      <Problem error={error} />
    </>
  );
}

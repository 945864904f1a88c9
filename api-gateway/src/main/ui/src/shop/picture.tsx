import { useEffect, useState } from 'preact/hooks';
import { pictureOf } from '../escrow/content';
import { ApiError } from '../net/api';
import { Icon } from '../parts/icon';

interface Props {
  /** None where there is no image. */
  cid: string | undefined;
  alt: string;
}

/** An image of a product, in a frame that is there before it is, so that nothing moves when it comes. */
export function Picture({ cid, alt }: Props) {
  const { url, busy } = usePicture(cid);
  return (
    <span class="picture" aria-busy={busy}>
      {url ? <img src={url} alt={alt} /> : !busy && <Icon name="product" />}
    </span>
  );
}

/** Content is asked for with the token of who looks, so no address can name it in a page. */
function usePicture(cid: string | undefined): { url: string | null; busy: boolean } {
  const [shown, setShown] = useState<{ cid: string; url: string | null } | null>(null);
  useEffect(() => {
    if (!cid) return;
    let wanted = true;
    const show = (url: string | null) => {
      if (wanted) setShown({ cid, url });
    };
    pictureOf(cid).then(show, (problem: ApiError) => {
      console.warn(`image: ${problem.message}`);
      show(null);
    });
    return () => {
      wanted = false;
    };
  }, [cid]);
  if (!cid) return { url: null, busy: false };
  return shown?.cid === cid ? { url: shown.url, busy: false } : { url: null, busy: true };
}

/** All images of a product, of which there is one at least: one of them large, the others to choose from. */
export function Gallery({ images, title }: { images: string[]; title: string }) {
  const [chosen, setChosen] = useState(0);
  const index = Math.min(chosen, images.length - 1);
  return (
    <section class="card gallery" aria-label="Images">
      <Picture cid={images[index]} alt={`${title}, image ${index + 1} of ${images.length}`} />
      {images.length > 1 && (
        <ul class="thumbs" aria-label="All images">
          {images.map((cid, at) => (
            <li key={cid}>
              <button type="button" class="thumb" aria-label={`Image ${at + 1}`} aria-pressed={at === index} onClick={() => setChosen(at)}>
                <Picture cid={cid} alt="" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

import { useEffect, useState } from 'preact/hooks';
import { formatBytes } from '../format';
import { ApiError, download, get } from '../net/api';
import { useAct } from '../parts/act';
import { announce } from '../parts/announce';
import { Icon } from '../parts/icon';
import { Problem } from '../parts/problem';
import type { Upload } from './views';

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
export const MAX_SHOWN_BYTES = 5_000_000;

/** A picture as data and text as text hold nothing that runs; whatever else there is, is only saved. */
type Shown = { picture: string } | { text: string };

const pathOf = (cid: string, more = '', orderId?: string) =>
  '/api/ipfs/' + encodeURIComponent(cid) + more + (orderId ? '?orderId=' + encodeURIComponent(orderId) : '');

export const isPicture = ({ type }: Upload) => PICTURES.has(typeOf(type));

const isShowable = (upload: Upload) => upload.size <= MAX_SHOWN_BYTES && (isPicture(upload) || typeOf(upload.type) === 'text/plain');

const nameOf = ({ fileName }: Upload) => fileName ?? 'without a name';

/** Without its parameters. */
const typeOf = (type: string) => type.split(';')[0]!.trim().toLowerCase();

/** Something that was uploaded: its name and size, what it shows where that is safe, and the bytes to keep. */
export function Content({ cid, orderId, open }: { cid: string; orderId?: string; open?: boolean }) {
  const [about, setAbout] = useState<Upload | null>(null);
  const [missing, setMissing] = useState<ApiError | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const { act, busy, error } = useAct();

  useEffect(() => {
    get<{ items: Upload[] }>(pathOf(cid, '/about', orderId)).then(
      ({ body }) => setAbout(body.items[0] ?? null),
      (problem: ApiError) => setMissing(problem),
    );
  }, [cid, orderId]);

  const show = (upload: Upload) => act(async () => setShown(await shownOf(await download(pathOf(cid, '', orderId)), upload)));

  useEffect(() => {
    if (open && about && isShowable(about)) void show(about);
  }, [open, about]);

  if (missing) return <small class="muted">Not to be had: {missing.title}</small>;
  if (!about) return <small class="muted">…</small>;
  return (
    <span class="content" data-testid="content">
      <span class="content-line">
        <Icon name="file" />
        <span class="content-name">{nameOf(about)}</span>
        <small class="muted">{formatBytes(about.size)}</small>
        {isShowable(about) && !shown && (
          <button type="button" class="inline" aria-busy={busy} disabled={busy} onClick={() => void show(about)}>
            Show<span class="sr-only"> {nameOf(about)}</span>
          </button>
        )}
        <button type="button" class="inline" disabled={busy} onClick={() => void act(() => save(pathOf(cid, '', orderId), about))}>
          Save<span class="sr-only"> {nameOf(about)}</span>
        </button>
      </span>
      {shown && 'text' in shown && <blockquote>{shown.text}</blockquote>}
      {shown && 'picture' in shown && <img src={shown.picture} alt={nameOf(about)} />}
      <Problem error={error} />
    </span>
  );
}

async function shownOf(bytes: Blob, { type }: Upload): Promise<Shown> {
  return typeOf(type) === 'text/plain' ? { text: await bytes.text() } : { picture: await dataUrl(new Blob([bytes], { type: typeOf(type) })) };
}

/** One that its owner shows, as data for a page; null where it is no picture, or too large for one. */
export async function pictureOf(cid: string): Promise<string | null> {
  const { body } = await get<{ items: Upload[] }>(pathOf(cid, '/about'));
  const about = body.items[0];
  if (!about || !isPicture(about) || !isShowable(about)) return null;
  const shown = await shownOf(await download(pathOf(cid)), about);
  return 'picture' in shown ? shown.picture : null;
}

const dataUrl = (bytes: Blob) =>
  new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(bytes);
  });

/** Into the person's downloads: it is never opened as a page of ours. */
async function save(path: string, about: Upload): Promise<void> {
  const address = URL.createObjectURL(await download(path));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = nameOf(about);
  anchor.click();
  URL.revokeObjectURL(address);
  announce(nameOf(about) + ' saved');
}

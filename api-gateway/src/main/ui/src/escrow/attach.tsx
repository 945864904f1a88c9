import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { formatBytes } from '../format';
import { Aborted, upload } from '../net/upload';
import { useAct } from '../parts/act';
import { FileField, LongTextField } from '../parts/field';
import { Problem } from '../parts/problem';
import type { Upload } from './views';

const MAX_TEXT = 10_000;

interface Props {
  orderId: string;
  /** What is shown, as the labels name it: “Evidence”. */
  what: string;
  button: string;
  danger?: boolean;
  /** Whether all else that the form asks for is there. */
  ready?: boolean;
  /** What else the form asks for. */
  children?: ComponentChildren;
  /** What is done with what was uploaded. */
  send: (cid: string) => Promise<unknown>;
  back?: () => void;
}

/**
 * Something to show, in a few words or as a file, and what is done with it. It is uploaded first: named by its
 * bytes, so trying again uploads nothing twice.
 */
export function Attach({ orderId, what, button, danger, ready = true, children, send, back }: Props) {
  const [isFile, setIsFile] = useState(false);
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const sending = useRef(new AbortController());
  const { act, busy, error } = useAct();
  const content = isFile ? file : written(text);

  async function submit(event: Event) {
    event.preventDefault();
    if (!content) return;
    await act(async () => {
      const cid = await bring(content);
      if (cid) await send(cid);
    });
  }

  /** @returns null where it was called off */
  async function bring(chosen: File): Promise<string | null> {
    sending.current = new AbortController();
    setShare(0);
    try {
      const path = '/api/ipfs/upload?orderId=' + encodeURIComponent(orderId);
      return (await upload<Upload>(path, chosen, chosen.name, setShare, sending.current.signal)).cid;
    } catch (problem) {
      if (problem instanceof Aborted) return null;
      throw problem;
    } finally {
      setShare(null);
    }
  }

  return (
    <form class="attach" onSubmit={(event) => void submit(event)}>
      {children}
      <div class="chips" role="group" aria-label={what}>
        <button type="button" class="chip" aria-pressed={!isFile} onClick={() => setIsFile(false)}>
          In words
        </button>
        <button type="button" class="chip" aria-pressed={isFile} onClick={() => setIsFile(true)}>
          As a file
        </button>
      </div>
      {isFile ? (
        <FileField label={what + ', a file'} name="file" required onChange={setFile} hint={file ? formatBytes(file.size) : 'A picture or a document.'} />
      ) : (
        <LongTextField label={what + ', in words'} name="text" required maxLength={MAX_TEXT} value={text} onChange={setText} />
      )}
      {share !== null && content && <Progress share={share} size={content.size} cancel={() => sending.current.abort()} />}
      <Problem error={error} />
      <div class="actions">
        <button type="submit" class={danger ? 'danger' : undefined} aria-busy={busy} disabled={busy || !content || !ready}>
          {button}
        </button>
        {back && (
          <button type="button" class="secondary" disabled={busy} onClick={back}>
            Back
          </button>
        )}
      </div>
    </form>
  );
}

const written = (text: string) => (text.trim() ? new File([text.trim()], 'in-words.txt', { type: 'text/plain;charset=utf-8' }) : null);

function Progress({ share, size, cancel }: { share: number; size: number; cancel: () => void }) {
  const percent = Math.floor(share * 100);
  return (
    <div class="upload">
      <progress value={percent} max={100} aria-label="Upload" />
      <small class="muted">
        {percent} % of {formatBytes(size)}
      </small>
      <button type="button" class="inline" onClick={cancel}>
        Stop the upload
      </button>
    </div>
  );
}

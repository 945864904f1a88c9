import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { formatBytes } from '../format';
import { useAct } from '../parts/act';
import { FileField, LongTextField } from '../parts/field';
import { Problem } from '../parts/problem';
import { useBring } from './bring';

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
  const { bring, progress } = useBring('/api/ipfs/upload?orderId=' + encodeURIComponent(orderId));
  const { act, busy, error } = useAct();
  const content = isFile ? file : written(text);

  async function submit(event: Event) {
    event.preventDefault();
    if (!content) return;
    await act(async () => {
      const uploaded = await bring(content);
      if (uploaded) await send(uploaded.cid);
    });
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
      {progress}
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

import { useRef, useState } from 'preact/hooks';
import { formatBytes } from '../format';
import { Aborted, upload } from '../net/upload';
import type { Upload } from './views';

/** Brings files to where a path leads, one at a time: how far that is, which can be stopped, and what it is there. */
export function useBring(path: string) {
  const [under, setUnder] = useState<{ share: number; size: number } | null>(null);
  const sending = useRef(new AbortController());

  /** @returns null where it was called off */
  async function bring(chosen: File): Promise<Upload | null> {
    sending.current = new AbortController();
    const show = (share: number) => setUnder({ share, size: chosen.size });
    show(0);
    try {
      return await upload<Upload>(path, chosen, chosen.name, show, sending.current.signal);
    } catch (problem) {
      if (problem instanceof Aborted) return null;
      throw problem;
    } finally {
      setUnder(null);
    }
  }

  return { bring, progress: under && <Progress {...under} cancel={() => sending.current.abort()} /> };
}

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

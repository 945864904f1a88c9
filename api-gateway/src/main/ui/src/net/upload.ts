import { authorised, refusalOf, unreachable } from './api';

/** Whoever sent it took it back. */
export class Aborted extends Error {}

/**
 * Sends bytes as they are and tells how many of them went out: only XMLHttpRequest does. It may take as long
 * as it takes, so there is no time limit; the signal ends it.
 *
 * @param onProgress is told the share of the bytes that went out, from 0 to 1
 */
export const upload = <T>(path: string, content: Blob, name: string, onProgress: (share: number) => void, signal: AbortSignal): Promise<T> =>
  authorised((token) => sendOnce<T>(path, content, name, token, onProgress, signal));

function sendOnce<T>(path: string, content: Blob, name: string, token: string | null, onProgress: (share: number) => void, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', content.type || 'application/octet-stream');
    request.setRequestHeader('X-File-Name', encodeURIComponent(name));
    if (token) request.setRequestHeader('Authorization', 'Bearer ' + token);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => (isDone(request) ? resolve(JSON.parse(request.responseText) as T) : reject(refused(request)));
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new Aborted());
    if (signal.aborted) return reject(new Aborted());
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(content);
  });
}

const isDone = ({ status }: XMLHttpRequest) => status >= 200 && status < 300;

const refused = (request: XMLHttpRequest) => refusalOf(request.status, request.responseText, request.getResponseHeader('X-Correlation-Id'));

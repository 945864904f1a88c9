import * as frames from './frames';
import { Flag, Type, type Frame } from './frames';

const KEEPALIVE_MILLIS = 10_000;
const LIFETIME_MILLIS = 30_000;
const INITIAL_DEMAND = 64;
const REFILL = 32;

export interface Receiver {
  next(value: unknown): void;
  complete(): void;
  error(problem: StreamError): void;
}

/** A stream that ended with an error frame; the text is `CODE: words for people`. */
export class StreamError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

interface Stream {
  receiver: Receiver;
  parts: Uint8Array[];
  sinceRefill: number;
}

/**
 * A requester over one WebSocket. It asks for a bounded number of payloads and for more only after
 * it has handled them, so a slow page slows the server down instead of filling a buffer. It ends
 * once: when the socket closes, `onClose` is told and nothing else is called any more.
 */
export class RSocket {
  private readonly socket: WebSocket;
  private readonly streams = new Map<number, Stream>();
  private nextStream = 1;
  private heardAt = performance.now();
  private timer: ReturnType<typeof setInterval> | undefined;
  private ended = false;

  constructor(
    url: string,
    private token: string,
    private readonly onOpen: () => void,
    private readonly onClose: (reason: string) => void,
  ) {
    this.socket = new WebSocket(url);
    this.socket.binaryType = 'arraybuffer';
    this.socket.onopen = () => this.start();
    this.socket.onmessage = (message) => this.handle(frames.decode(message.data as ArrayBuffer));
    this.socket.onclose = () => this.end('The connection was closed.');
  }

  /** What is asked for from now on is asked with this token. */
  authorise(token: string): void {
    this.token = token;
  }

  /** Starts a stream; the answer cancels it. */
  stream(route: string, data: unknown, receiver: Receiver): () => void {
    const id = this.register(receiver);
    this.send(frames.requestStream(id, INITIAL_DEMAND, this.token, route, data));
    return () => {
      if (this.streams.delete(id)) this.send(frames.cancel(id));
    };
  }

  request(route: string, data: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = this.register({ next: resolve, complete: () => resolve(null), error: reject });
      this.send(frames.requestResponse(id, this.token, route, data));
    });
  }

  close(): void {
    this.end('Disconnected.');
  }

  private register(receiver: Receiver): number {
    const id = this.nextStream;
    this.nextStream += 2;
    this.streams.set(id, { receiver, parts: [], sinceRefill: 0 });
    return id;
  }

  private start(): void {
    this.send(frames.setup(KEEPALIVE_MILLIS, LIFETIME_MILLIS));
    this.timer = setInterval(() => this.beat(), KEEPALIVE_MILLIS);
    this.onOpen();
  }

  private beat(): void {
    if (performance.now() - this.heardAt > LIFETIME_MILLIS) this.end('The server fell silent.');
    else this.send(frames.keepalive(true));
  }

  private handle(frame: Frame): void {
    this.heardAt = performance.now();
    if (frame.type === Type.KEEPALIVE) {
      if (frame.flags & Flag.RESPOND) this.send(frames.keepalive(false, frame.data));
    } else if (frame.stream === 0) {
      if (frame.type === Type.ERROR) this.end(frames.decodeText(frame.data));
    } else if (frame.type === Type.ERROR) {
      this.finish(frame.stream)?.receiver.error(new StreamError(frame.number, frames.decodeText(frame.data)));
    } else if (frame.type === Type.PAYLOAD) {
      this.payload(frame);
    }
  }

  /** Fragments are gathered until the last one, which carries no FOLLOWS; only then is it one payload. */
  private payload(frame: Frame): void {
    const stream = this.streams.get(frame.stream);
    if (!stream) return;
    stream.parts.push(frame.data);
    if (frame.flags & Flag.FOLLOWS) return;
    const whole = frames.concat(...stream.parts);
    stream.parts = [];
    if (frame.flags & Flag.NEXT) {
      stream.receiver.next(JSON.parse(frames.decodeText(whole)));
      this.refill(frame.stream, stream);
    }
    if (frame.flags & Flag.COMPLETE) this.finish(frame.stream)?.receiver.complete();
  }

  private refill(id: number, stream: Stream): void {
    stream.sinceRefill += 1;
    if (stream.sinceRefill < REFILL || !this.streams.has(id)) return;
    stream.sinceRefill = 0;
    this.send(frames.requestN(id, REFILL));
  }

  private finish(id: number): Stream | undefined {
    const stream = this.streams.get(id);
    this.streams.delete(id);
    return stream;
  }

  private send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(frame);
  }

  private end(reason: string): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.timer);
    this.streams.clear();
    this.socket.close();
    this.onClose(reason);
  }
}

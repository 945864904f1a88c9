import * as frames from '../src/net/frames';

/** Stands in for the browser's socket: keeps what was sent and lets a test speak for the server. */
export class FakeSocket {
  static readonly OPEN = 1;
  static last: FakeSocket;
  readyState = 1;
  sent: frames.Frame[] = [];
  onopen = () => {};
  onclose = () => {};
  onmessage = (_: { data: ArrayBuffer }) => {};
  constructor() {
    FakeSocket.last = this;
  }
  send(bytes: Uint8Array<ArrayBuffer>) {
    this.sent.push(frames.decode(bytes.buffer));
  }
  close() {
    this.readyState = 3;
  }
  /** A frame from the server: stream, type, flags and the bytes after the header. */
  receive(stream: number, type: number, flags: number, rest: Uint8Array = new Uint8Array()) {
    const head = new DataView(new ArrayBuffer(6));
    head.setUint32(0, stream);
    head.setUint16(4, (type << 10) | flags);
    this.onmessage({ data: frames.concat(new Uint8Array(head.buffer), rest).buffer });
  }
}

export const utf8 = (text: string) => new TextEncoder().encode(text);

Object.assign(globalThis, { WebSocket: FakeSocket });

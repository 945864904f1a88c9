/**
 * The frames of RSocket 1.0 that a requester needs, as a WebSocket carries them: one frame a
 * message, without a length before it. https://rsocket.io/about/protocol
 */

export const Type = {
  SETUP: 0x01,
  KEEPALIVE: 0x03,
  REQUEST_RESPONSE: 0x04,
  REQUEST_STREAM: 0x06,
  REQUEST_N: 0x08,
  CANCEL: 0x09,
  PAYLOAD: 0x0a,
  ERROR: 0x0b,
} as const;

export const Flag = {
  METADATA: 0x100,
  /** On a payload: more of it follows in the next frame. On a keepalive: an answer is wanted. */
  FOLLOWS: 0x80,
  RESPOND: 0x80,
  COMPLETE: 0x40,
  NEXT: 0x20,
} as const;

export interface Frame {
  stream: number;
  type: number;
  flags: number;
  /** The error's code on ERROR, the demand on REQUEST_N, else 0. */
  number: number;
  data: Uint8Array<ArrayBuffer>;
}

const VERSION = 0x0001_0000;
const HEADER_BYTES = 6;
const utf8 = new TextEncoder();
const text = new TextDecoder();

const bytes = (...values: number[]) => new Uint8Array(values);
const u16 = (value: number) => bytes(value >>> 8, value & 0xff);
const u24 = (value: number) => bytes(value >>> 16, (value >>> 8) & 0xff, value & 0xff);
const u32 = (value: number) => bytes(value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);

export function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const frame = (stream: number, type: number, flags: number, ...parts: Uint8Array[]) =>
  concat(u32(stream), u16((type << 10) | flags), ...parts);

const withMetadata = (metadata: Uint8Array, data: string) => concat(u24(metadata.length), metadata, utf8.encode(data));

/** One entry of composite metadata, whose mime type is named by a well-known number. */
const entry = (mimeId: number, content: Uint8Array) => concat(bytes(0x80 | mimeId), u24(content.length), content);

const ROUTING = 0x7e;
const AUTHENTICATION = 0x7c;
const BEARER = 0x81;

const bearer = (token: string) => entry(AUTHENTICATION, concat(bytes(BEARER), utf8.encode(token)));

const routing = (route: string) => {
  const name = utf8.encode(route);
  return entry(ROUTING, concat(bytes(name.length), name));
};

const mime = (type: string) => concat(bytes(type.length), utf8.encode(type));

/** It carries no token: a connection outlives tokens, so each request brings its own. */
export const setup = (keepaliveMillis: number, lifetimeMillis: number) =>
  frame(
    0,
    Type.SETUP,
    0,
    u32(VERSION),
    u32(keepaliveMillis),
    u32(lifetimeMillis),
    mime('message/x.rsocket.composite-metadata.v0'),
    mime('application/json'),
  );

export const requestStream = (stream: number, demand: number, token: string, route: string, data: unknown) =>
  frame(
    stream,
    Type.REQUEST_STREAM,
    Flag.METADATA,
    u32(demand),
    withMetadata(concat(routing(route), bearer(token)), JSON.stringify(data)),
  );

export const requestResponse = (stream: number, token: string, route: string, data: unknown) =>
  frame(
    stream,
    Type.REQUEST_RESPONSE,
    Flag.METADATA,
    withMetadata(concat(routing(route), bearer(token)), JSON.stringify(data)),
  );

export const requestN = (stream: number, demand: number) => frame(stream, Type.REQUEST_N, 0, u32(demand));

export const cancel = (stream: number) => frame(stream, Type.CANCEL, 0);

/** The position is for resumption, which we do by cursor instead: always 0. */
export const keepalive = (respond: boolean, data: Uint8Array = bytes()) =>
  frame(0, Type.KEEPALIVE, respond ? Flag.RESPOND : 0, u32(0), u32(0), data);

export const decodeText = (data: Uint8Array) => text.decode(data);

/** Reads a frame that came in; metadata on answers means nothing to us and is skipped. */
export function decode(buffer: ArrayBuffer): Frame {
  const view = new DataView(buffer);
  const typeAndFlags = view.getUint16(4);
  const result: Frame = {
    stream: view.getUint32(0),
    type: typeAndFlags >>> 10,
    flags: typeAndFlags & 0x3ff,
    number: 0,
    data: new Uint8Array(0),
  };
  let at = HEADER_BYTES;
  if (result.type === Type.ERROR || result.type === Type.REQUEST_N) {
    result.number = view.getUint32(at);
    at += 4;
  } else if (result.type === Type.KEEPALIVE) {
    at += 8;
  } else if (result.type === Type.PAYLOAD && result.flags & Flag.METADATA) {
    at += 3 + ((view.getUint8(at) << 16) | view.getUint16(at + 1));
  }
  result.data = new Uint8Array(buffer, at);
  return result;
}

package io.holdfast.gateway.stream;

import io.holdfast.gateway.DoorJson;

/** What of this package reads what strangers send, for those who send rubbish. */
public final class StreamDecoders {
  private StreamDecoders() {}

  /** Said on the JSON WebSocket. Refused with a JacksonException. */
  public static void message(String text) {
    DoorJson.mapper().readValue(text, ClientMessage.class);
  }

  /** Of an RSocket stream. Refused with a JacksonException. */
  public static void request(byte[] data) {
    DoorJson.mapper().readValue(data, StreamRequest.class);
  }

  /** By its name. Refused with a Rejection. */
  public static void view(String name) {
    ViewName.of(name);
  }
}

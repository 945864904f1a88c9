package io.holdfast.gateway.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.frame.ErrorFrameCodec;
import io.rsocket.frame.FrameHeaderCodec;
import io.rsocket.frame.FrameLengthCodec;
import io.rsocket.frame.FrameType;
import io.rsocket.frame.KeepAliveFrameCodec;
import io.rsocket.frame.RequestNFrameCodec;
import io.rsocket.frame.RequestResponseFrameCodec;
import io.rsocket.frame.RequestStreamFrameCodec;
import io.rsocket.frame.SetupFrameCodec;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.util.DefaultPayload;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** RSocket's frames on a TCP connection, byte by byte, as no library would write them. */
final class Wire implements AutoCloseable {
  private static final ByteBufAllocator BUFFERS = ByteBufAllocator.DEFAULT;
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  static Wire open(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return new Wire(socket);
  }

  /** A connection that has said who it is, as it should. */
  static Wire greeted(int port) throws IOException {
    Wire wire = open(port);
    wire.send(setup());
    return wire;
  }

  static byte[] setup() {
    return bytes(
        SetupFrameCodec.encode(
            BUFFERS,
            false,
            20_000,
            90_000,
            WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString(),
            "application/json",
            DefaultPayload.create("")));
  }

  static byte[] stream(int id, String route, @Nullable String token, String data, int n) {
    return bytes(
        RequestStreamFrameCodec.encode(
            BUFFERS, id, false, n, metadata(route, token), Unpooled.copiedBuffer(data, UTF_8)));
  }

  /** The beginning of a request that may never end. */
  static byte[] fragment(int id) {
    return bytes(
        RequestStreamFrameCodec.encode(
            BUFFERS,
            id,
            true,
            1,
            metadata("view.rails", null),
            Unpooled.wrappedBuffer(new byte[50_000])));
  }

  static byte[] ping(int id, String data) {
    return bytes(
        RequestResponseFrameCodec.encode(
            BUFFERS, id, false, metadata("ping", null), Unpooled.copiedBuffer(data, UTF_8)));
  }

  static byte[] keepAlive(byte[] data) {
    return bytes(KeepAliveFrameCodec.encode(BUFFERS, true, 0, Unpooled.wrappedBuffer(data)));
  }

  static byte[] requestN(int id, long n) {
    ByteBuf frame = RequestNFrameCodec.encode(BUFFERS, id, 1);
    frame.setInt(frame.readableBytes() - Integer.BYTES, (int) n);
    return bytes(frame);
  }

  private static ByteBuf metadata(String route, @Nullable String token) {
    CompositeByteBuf all = BUFFERS.compositeBuffer();
    CompositeMetadataCodec.encodeAndAddMetadata(
        all,
        BUFFERS,
        WellKnownMimeType.MESSAGE_RSOCKET_ROUTING,
        TaggingMetadataCodec.createTaggingContent(BUFFERS, List.of(route)));
    if (token != null) {
      CompositeMetadataCodec.encodeAndAddMetadata(
          all,
          BUFFERS,
          WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION,
          AuthMetadataCodec.encodeBearerMetadata(BUFFERS, token.toCharArray()));
    }
    return all;
  }

  private static byte[] bytes(ByteBuf frame) {
    byte[] bytes = ByteBufUtil.getBytes(frame);
    frame.release();
    return bytes;
  }

  /** A frame with its length before it. */
  Wire send(byte[] frame) throws IOException {
    byte[] all = new byte[FrameLengthCodec.FRAME_LENGTH_SIZE + frame.length];
    all[0] = (byte) (frame.length >> 16);
    all[1] = (byte) (frame.length >> 8);
    all[2] = (byte) frame.length;
    System.arraycopy(frame, 0, all, 3, frame.length);
    return sendRaw(all);
  }

  /** Bytes as they are. Who is not listened to any more is told so when they read. */
  Wire sendRaw(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (SocketException e) {
      return this;
    }
    return this;
  }

  void hangUp() throws IOException {
    socket.shutdownOutput();
  }

  /** The next frame of a request, or null at the end of the connection. */
  @Nullable ByteBuf next() throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    try {
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        ByteBuf frame = Unpooled.wrappedBuffer(in.readNBytes(length));
        if (FrameHeaderCodec.frameType(frame) != FrameType.KEEPALIVE) {
          return frame;
        }
      }
    } catch (EOFException | SocketException e) {
      return null;
    }
  }

  /** What the next frame says went wrong; empty where it says something else, or at the end. */
  String error() throws IOException {
    ByteBuf frame = next();
    return frame == null || FrameHeaderCodec.frameType(frame) != FrameType.ERROR
        ? ""
        : ErrorFrameCodec.dataUtf8(frame);
  }

  void awaitEnd() throws IOException {
    while (next() != null) {
      // Whatever it still says is no matter.
    }
  }

  static byte[] text(String text) {
    return text.getBytes(US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

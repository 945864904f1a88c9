package io.holdfast.gateway.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.escrow.OrderId;
import io.holdfast.api.user.UserId;
import io.holdfast.gateway.GatewayHarness;
import io.holdfast.gateway.content.unixfs.Chunking;
import io.holdfast.gateway.content.unixfs.CidOfBytes;
import java.io.ByteArrayInputStream;
import java.util.Arrays;

/** One file for each person, as if they had brought it. */
public final class ContentStage {
  private ContentStage() {}

  public static void put(GatewayHarness gateway, String person) {
    gateway
        .bean(Intake.class)
        .take(
            new Offer(new UserId("user:" + person), null, null, person + ".txt"),
            new ByteArrayInputStream(bytes(person)));
  }

  /** The same, for an order. */
  public static String putFor(String orderId, GatewayHarness gateway, String person) {
    return gateway
        .bean(Intake.class)
        .take(
            new Offer(new UserId("user:" + person), new OrderId(orderId), null, null),
            new ByteArrayInputStream(bytes(person)))
        .cid()
        .value();
  }

  /** A picture, which differs from others by its number. */
  public static String putImage(GatewayHarness gateway, String person, int number) {
    byte[] png = Arrays.copyOf(ContentClient.PNG, ContentClient.PNG.length + 1);
    png[png.length - 1] = (byte) number;
    return gateway
        .bean(Intake.class)
        .take(
            new Offer(new UserId("user:" + person), null, null, person + ".png"),
            new ByteArrayInputStream(png))
        .cid()
        .value();
  }

  public static String cidOf(String person) {
    return CidOfBytes.of(Chunking.KIB_256, bytes(person)).value();
  }

  private static byte[] bytes(String person) {
    return ("a file of " + person).getBytes(UTF_8);
  }
}

package io.holdfast.gateway.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriUtils;

/**
 * A request's path as routing reads it, each segment decoded and without its parameters, and then
 * spelt in the one usual way: what goes by the path sees the same in {@code /%61pi/rails} and
 * {@code /api;x=1/rails} as in {@code /api/rails}.
 */
public final class AskedPath {
  private static final String API = "/api/";

  private AskedPath() {}

  public static String of(ServerHttpRequest request) {
    return request.getPath().pathWithinApplication().elements().stream()
        .map(
            part ->
                part instanceof PathSegment segment
                    ? UriUtils.encodePathSegment(segment.valueToMatch(), UTF_8)
                    : part.value())
        .collect(Collectors.joining());
  }

  static boolean isOfApi(ServerHttpRequest request) {
    return of(request).startsWith(API);
  }
}

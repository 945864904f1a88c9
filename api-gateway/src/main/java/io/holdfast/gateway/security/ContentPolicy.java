package io.holdfast.gateway.security;

/**
 * What a page of ours may load: only what we serve. The API's browser page sets styles inline and
 * gets exactly that much more.
 */
final class ContentPolicy {
  static final String HEADER = "Content-Security-Policy";

  private static final String STRICT =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";
  private static final String FOR_SWAGGER_UI = STRICT + "; style-src 'self' 'unsafe-inline'";

  /** What somebody uploaded, opened by itself, runs nothing and loads nothing. */
  private static final String FOR_CONTENT = "default-src 'none'; frame-ancestors 'none'; sandbox";

  private ContentPolicy() {}

  static String forPath(String path) {
    if (path.startsWith("/api/ipfs/")) {
      return FOR_CONTENT;
    }
    return path.startsWith("/swagger-ui/") || path.startsWith("/webjars/swagger-ui/")
        ? FOR_SWAGGER_UI
        : STRICT;
  }
}

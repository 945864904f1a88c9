package io.holdfast.chain.rpc;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request over HTTP and its whole answer, within a time and a size, without following a
 * redirection. Thread-safe.
 */
public final class LimitedHttp {
  private final String name;
  private final Duration readTimeout;
  private final int maxBytes;
  private final HttpClient http;

  /**
   * @param name of whom is asked, as an operator may read it
   * @param readTimeout until the last byte of the answer
   */
  public LimitedHttp(String name, Duration connectTimeout, Duration readTimeout, int maxBytes) {
    this.name = name;
    this.readTimeout = readTimeout;
    this.maxBytes = maxBytes;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .build();
  }

  /**
   * Waits for the last byte, not only for the headers as {@code HttpRequest.timeout} does.
   *
   * @throws IOException as the HTTP client throws it, and for an answer that is too large
   * @throws NodeTimedOut where the answer is not there in time
   * @throws NodeUnreachable where the waiting was interrupted
   */
  public HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, ignored -> new LimitedBody(maxBytes));
    try {
      return response.get(readTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      response.cancel(true);
      throw new NodeTimedOut(
          "no answer from " + name + " within " + readTimeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw new NodeUnreachable("interrupted while waiting for " + name, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new NodeUnreachable("cannot ask " + name, e);
    }
  }
}

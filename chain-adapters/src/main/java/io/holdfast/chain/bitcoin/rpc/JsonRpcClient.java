package io.holdfast.chain.bitcoin.rpc;

import io.holdfast.chain.bitcoin.rpc.Wire.Answer;
import io.holdfast.chain.bitcoin.rpc.Wire.Call;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON-RPC over HTTP as bitcoind speaks it. Whatever goes wrong on the way comes out as one of the
 * {@link NodeFailure}s. Thread-safe.
 *
 * <p>A question whose connection breaks is asked once more at once: a node closes connections that
 * were idle for a while, and a client learns of it only by trying. That is safe because every call
 * may be repeated ({@link BitcoinRpc}).
 */
final class JsonRpcClient {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private final NodeEndpoint endpoint;
  private final HttpClient http;

  JsonRpcClient(NodeEndpoint endpoint) {
    this.endpoint = endpoint;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(endpoint.connectTimeout())
            .build();
  }

  /** One question and its whole answer, which may be an error or an empty result. */
  <T> Answer<T> ask(Class<T> result, String method, Object... params) {
    JavaType type = answerOf(result);
    HttpResponse<byte[]> response = post(new Call(0, method, Arrays.asList(params)));
    return answering(0, read(response, body -> JSON.<Answer<T>>readValue(body, type)));
  }

  /** Many questions of one method in one request, answered in their order. */
  <T> List<Answer<T>> askAll(Class<T> result, String method, List<? extends List<?>> params) {
    List<Call> calls =
        IntStream.range(0, params.size())
            .mapToObj(id -> new Call(id, method, params.get(id)))
            .toList();
    JavaType type = JSON.getTypeFactory().constructCollectionType(List.class, answerOf(result));
    List<Answer<T>> answers =
        read(post(calls), body -> JSON.<List<Answer<T>>>readValue(body, type));
    if (answers.size() != calls.size()) {
      throw new NodeAnsweredRubbish(answers.size() + " answers to " + calls.size() + " questions");
    }
    return IntStream.range(0, calls.size()).mapToObj(id -> answering(id, answers.get(id))).toList();
  }

  private static JavaType answerOf(Class<?> result) {
    return JSON.getTypeFactory().constructParametricType(Answer.class, result);
  }

  /** bitcoind answers a batch in the order in which it was asked; we insist on it. */
  private static <T> Answer<T> answering(int id, @Nullable Answer<T> answer) {
    if (answer == null || answer.id() == null || answer.id() != id) {
      throw new NodeAnsweredRubbish("an answer to a question that was not asked");
    }
    if (answer.error() != null && answer.error().code() == RpcError.WARMING_UP) {
      throw new NodeUnreachable("the node is starting: " + answer.error().message());
    }
    return answer;
  }

  private HttpResponse<byte[]> post(Object question) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.url())
            .header("Authorization", endpoint.credentials().authorization())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question)))
            .build();
    try {
      return exchange(request);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new NodeUnreachable("no connection to " + endpoint.url(), e);
    } catch (LimitedBody.TooLarge e) {
      throw new NodeAnsweredRubbish(String.valueOf(e.getMessage()), e);
    } catch (IOException firstFailure) {
      return onceMore(request);
    }
  }

  private HttpResponse<byte[]> onceMore(HttpRequest request) {
    try {
      return exchange(request);
    } catch (LimitedBody.TooLarge e) {
      throw new NodeAnsweredRubbish(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new NodeUnreachable("the connection to " + endpoint.url() + " broke", e);
    }
  }

  /** Waits for the last byte, not only for the headers as {@code HttpRequest.timeout} does. */
  private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, ignored -> new LimitedBody(endpoint.maxResponseBytes()));
    try {
      return response.get(endpoint.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      response.cancel(true);
      throw new NodeTimedOut(
          "no answer from "
              + endpoint.url()
              + " within "
              + endpoint.readTimeout().toMillis()
              + " ms");
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw new NodeUnreachable("interrupted while waiting for " + endpoint.url(), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new NodeUnreachable("cannot ask " + endpoint.url(), e);
    }
  }

  /** bitcoind answers an error with status 500 or 404 and the same JSON: the body decides. */
  private static <T> T read(HttpResponse<byte[]> response, Function<byte[], @Nullable T> json) {
    int status = response.statusCode();
    switch (status) {
      case 401, 403 ->
          throw new NodeUnreachable("the node refuses our credentials: HTTP " + status);
      case 429, 503 -> throw new NodeUnreachable("the node has too much to do: HTTP " + status);
      default -> {
        try {
          T value = json.apply(response.body());
          if (value != null) {
            return value;
          }
        } catch (JacksonException e) {
          if (status >= 500) {
            throw new NodeUnreachable("the node fails: HTTP " + status, e);
          }
          throw new NodeAnsweredRubbish("HTTP " + status + ", not the JSON we asked for", e);
        }
        throw new NodeAnsweredRubbish("HTTP " + status + " and no answer");
      }
    }
  }
}

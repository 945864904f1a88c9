package io.holdfast.chain.rpc;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON-RPC over HTTP. Whatever goes wrong on the way comes out as one of the {@link NodeFailure}s.
 * Fields that a result's class does not know are passed over. Thread-safe.
 *
 * <p>A question whose connection breaks is asked again at once, up to {@value #MOST_TRIES} times: a
 * node closes connections that were idle for a while, and a client learns of it only by trying. So
 * ask only what may be asked twice: all reading, and the sending of a signed transaction, which is
 * the same transaction each time.
 */
public final class JsonRpcClient {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private static final int MOST_TRIES = 5;

  private final NodeEndpoint endpoint;
  private final JsonRpcVersion version;
  private final IntPredicate notReady;
  private final LimitedHttp http;

  public JsonRpcClient(NodeEndpoint endpoint, JsonRpcVersion version) {
    this(endpoint, version, _ -> false);
  }

  /**
   * @param notReady the codes by which this kind of node says that it cannot answer yet
   */
  public JsonRpcClient(NodeEndpoint endpoint, JsonRpcVersion version, IntPredicate notReady) {
    this.endpoint = endpoint;
    this.version = version;
    this.notReady = notReady;
    this.http =
        new LimitedHttp(
            endpoint.name(),
            endpoint.connectTimeout(),
            endpoint.readTimeout(),
            endpoint.maxResponseBytes());
  }

  /** One question and its whole answer, which may be an error or an empty result. */
  public <T> Answer<T> ask(Class<T> result, String method, Object... params) {
    return ask(result, call(0, method, Arrays.asList(params)));
  }

  /** One question whose parameters have names, for nodes that take them by name only. */
  public <T> Answer<T> askNamed(Class<T> result, String method, Map<String, ?> params) {
    return ask(result, new Call(version.field(), 0, method, params));
  }

  private <T> Answer<T> ask(Class<T> result, Call call) {
    JavaType type = answerOf(result);
    HttpResponse<byte[]> response = post(call);
    return answering(0, read(response, body -> JSON.<Answer<T>>readValue(body, type)));
  }

  /** Many questions of one method in one request, answered in their order. */
  public <T> List<Answer<T>> askAll(
      Class<T> result, String method, List<? extends List<?>> params) {
    List<Call> calls =
        IntStream.range(0, params.size()).mapToObj(id -> call(id, method, params.get(id))).toList();
    JavaType type = JSON.getTypeFactory().constructCollectionType(List.class, answerOf(result));
    List<Answer<T>> answers =
        read(post(calls), body -> JSON.<List<Answer<T>>>readValue(body, type));
    if (answers.size() != calls.size()) {
      throw new NodeAnsweredRubbish(answers.size() + " answers to " + calls.size() + " questions");
    }
    Map<Integer, Answer<T>> byId = new HashMap<>();
    for (Answer<T> answer : answers) {
      if (answer != null && answer.id() != null) {
        byId.put(answer.id(), answer);
      }
    }
    return IntStream.range(0, calls.size()).mapToObj(id -> answering(id, byId.get(id))).toList();
  }

  private Call call(int id, String method, List<?> params) {
    return new Call(version.field(), id, method, List.copyOf(params));
  }

  private static JavaType answerOf(Class<?> result) {
    return JSON.getTypeFactory().constructParametricType(Answer.class, result);
  }

  /** The answers of a batch may come in any order (JSON-RPC 2.0, section 6). */
  private <T> Answer<T> answering(int id, @Nullable Answer<T> answer) {
    if (answer == null || answer.id() == null || answer.id() != id) {
      throw new NodeAnsweredRubbish("an answer to a question that was not asked");
    }
    if (answer.error() != null && notReady.test(answer.error().code())) {
      throw new NodeUnreachable("the node is starting: " + answer.error().message());
    }
    return answer;
  }

  private HttpResponse<byte[]> post(Object question) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(endpoint.url())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(question)));
    endpoint.credentials().authorization().ifPresent(it -> builder.header("Authorization", it));
    HttpRequest request = builder.build();
    return sent(request, MOST_TRIES);
  }

  /**
   * A connection that lay idle may have been closed by the node meanwhile, and who takes it finds
   * out too late. Whoever reads ahead leaves several of them.
   */
  private HttpResponse<byte[]> sent(HttpRequest request, int tries) {
    try {
      return http.exchange(request);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new NodeUnreachable("no connection to " + endpoint.name(), e);
    } catch (LimitedBody.TooLarge e) {
      throw new NodeAnsweredRubbish(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      if (tries > 1) {
        return sent(request, tries - 1);
      }
      throw new NodeUnreachable("the connection to " + endpoint.name() + " broke", e);
    }
  }

  /** Many nodes answer an error with status 500 or 404 and the same JSON: the body decides. */
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

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Call(@Nullable String jsonrpc, int id, String method, Object params) {}
}

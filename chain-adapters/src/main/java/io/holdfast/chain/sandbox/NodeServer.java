package io.holdfast.chain.sandbox;

import io.holdfast.chain.rpc.Credentials;
import io.holdfast.chain.rpc.NodeEndpoint;
import io.holdfast.chain.sandbox.LoopbackDoor.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * bitcoind's JSON-RPC behind a {@link LoopbackDoor}, for whoever knows the password that was made
 * for this run. Thread-safe.
 */
final class NodeServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeServer.class);
  private static final String USER = "sandbox";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final NodeMethods methods;
  private final LoopbackDoor door;

  NodeServer(NodeMethods methods, String password) {
    this.methods = methods;
    this.door = new LoopbackDoor(new Credentials.UserPassword(USER, password), this::answer);
  }

  NodeEndpoint endpoint() {
    return door.endpoint();
  }

  boolean stalled() {
    return door.stalled();
  }

  void stall() {
    door.stall();
  }

  void resume() {
    door.resume();
  }

  @Override
  public void close() {
    door.close();
  }

  private Reply answer(byte[] body) {
    JsonNode question;
    try {
      question = JSON.readTree(body);
    } catch (JacksonException e) {
      return reply(failure(new NodeRefusal(NodeRefusal.PARSE_ERROR, "Parse error")));
    }
    if (question.isArray()) {
      ArrayNode answers = JSON.createArrayNode();
      question.forEach(each -> answers.add(one(each)));
      return reply(200, answers);
    }
    return question.isObject()
        ? reply(one(question))
        : reply(failure(new NodeRefusal(NodeRefusal.PARSE_ERROR, "Top-level object parse error")));
  }

  private ObjectNode one(JsonNode question) {
    ObjectNode answer;
    try {
      answer = JSON.createObjectNode();
      answer.set("result", methods.call(method(question), params(question)));
      answer.putNull("error");
    } catch (NodeRefusal refusal) {
      answer = failure(refusal);
    } catch (RuntimeException e) {
      LOG.error("the sandbox's node cannot answer", e);
      answer = failure(new NodeRefusal(NodeRefusal.MISC, "the sandbox fails; see its log"));
    }
    JsonNode id = question.path("id");
    answer.set("id", id.isMissingNode() ? JSON.createObjectNode().nullNode() : id);
    return answer;
  }

  private static String method(JsonNode question) {
    JsonNode method = question.path("method");
    if (!method.isString()) {
      throw new NodeRefusal(NodeRefusal.INVALID_REQUEST, "Missing method");
    }
    return method.asString();
  }

  private static ArrayNode params(JsonNode question) {
    JsonNode params = question.path("params");
    if (params.isMissingNode() || params.isNull()) {
      return JSON.createArrayNode();
    }
    if (params instanceof ArrayNode array) {
      return array;
    }
    throw new NodeRefusal(
        NodeRefusal.INVALID_REQUEST, "The sandbox takes parameters by place, in an array");
  }

  private static ObjectNode failure(NodeRefusal refusal) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putNull("result");
    answer.putObject("error").put("code", refusal.code()).put("message", refusal.words());
    answer.putNull("id");
    return answer;
  }

  private static Reply reply(ObjectNode answer) {
    JsonNode error = answer.path("error");
    int status =
        switch (error.isObject() ? error.path("code").asInt() : 0) {
          case 0 -> 200;
          case NodeRefusal.INVALID_REQUEST -> 400;
          case NodeRefusal.METHOD_NOT_FOUND -> 404;
          default -> 500;
        };
    return reply(status, answer);
  }

  private static Reply reply(int status, JsonNode answer) {
    return new Reply(status, JSON.writeValueAsString(answer));
  }
}

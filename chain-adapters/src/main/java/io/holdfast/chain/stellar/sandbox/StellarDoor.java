package io.holdfast.chain.stellar.sandbox;

import io.holdfast.chain.sandbox.LoopbackDoor.Reply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON-RPC 2.0 with parameters by name, as Stellar RPC speaks it. Thread-safe. */
final class StellarDoor {
  private static final Logger LOG = LoggerFactory.getLogger(StellarDoor.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StellarMethods methods;

  StellarDoor(StellarMethods methods) {
    this.methods = methods;
  }

  Reply answer(byte[] body) {
    JsonNode question;
    try {
      question = JSON.readTree(body);
    } catch (JacksonException e) {
      return reply(failure(new RpcRefusal(RpcRefusal.PARSE_ERROR, "invalid request"), null));
    }
    return reply(answer(question));
  }

  private ObjectNode answer(JsonNode question) {
    JsonNode id = question.path("id");
    try {
      if (!question.isObject() || !question.path("method").isString()) {
        throw new RpcRefusal(RpcRefusal.INVALID_REQUEST, "invalid request");
      }
      JsonNode params = question.path("params");
      if (!params.isMissingNode() && !params.isObject()) {
        throw RpcRefusal.invalid("parameters must be given by name");
      }
      ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
      answer.set("id", id);
      answer.set("result", methods.call(question.path("method").asString(), params));
      return answer;
    } catch (RpcRefusal refusal) {
      return failure(refusal, id);
    } catch (RuntimeException e) {
      LOG.error("the sandbox's Stellar node cannot answer", e);
      return failure(new RpcRefusal(RpcRefusal.INTERNAL, "the sandbox fails; see its log"), id);
    }
  }

  private static ObjectNode failure(RpcRefusal refusal, @Nullable JsonNode id) {
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", id == null || id.isMissingNode() ? answer.nullNode() : id);
    answer
        .putObject("error")
        .put("code", refusal.code())
        .put("message", String.valueOf(refusal.getMessage()));
    return answer;
  }

  private static Reply reply(ObjectNode answer) {
    return new Reply(200, JSON.writeValueAsString(answer));
  }
}

package io.holdfast.testkit.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One endpoint as the program describes it itself (OpenAPI 3.1), with a sound body made from its
 * schema. So an endpoint that is new is known here, too.
 *
 * @param queries the names of its query parameters
 * @param body a sound one, or null where it takes none
 */
public record Endpoint(String method, String path, List<String> queries, @Nullable JsonNode body) {
  private static final int DEEPEST = 6;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * @param known by the name of a field, what the program knows
   */
  public static List<Endpoint> allOf(String openApi, Map<String, String> known) {
    JsonNode description = new JsonMapper().readTree(openApi);
    List<Endpoint> all = new ArrayList<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            all.add(
                                of(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue(),
                                    new Samples(description, known)))));
    return all;
  }

  private static Endpoint of(String method, String path, JsonNode operation, Samples samples) {
    List<String> queries = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asString().equals("query")) {
        queries.add(parameter.path("name").asString());
      }
    }
    JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
    return new Endpoint(
        method, path, queries, schema.isMissingNode() ? null : samples.of("body", schema, DEEPEST));
  }

  private record Samples(JsonNode description, Map<String, String> known) {
    JsonNode of(String name, JsonNode schema, int depth) {
      JsonNode ref = schema.path("$ref");
      if (!ref.isMissingNode()) {
        return of(name, description.at(ref.asString().substring(1)), depth);
      }
      return Optional.ofNullable(known.get(name))
          .<JsonNode>map(JSON::stringNode)
          .orElseGet(() -> described(name, schema, depth));
    }

    private JsonNode described(String name, JsonNode schema, int depth) {
      if (!schema.path("example").isMissingNode()) {
        return schema.path("example");
      }
      if (!schema.path("enum").isEmpty()) {
        return schema.path("enum").get(0);
      }
      return switch (typeOf(schema)) {
        case "integer", "number" -> JSON.numberNode(1);
        case "boolean" -> JSON.booleanNode(true);
        case "array" -> array(name, schema, depth);
        case "object" -> object(schema, depth);
        default -> JSON.stringNode("text");
      };
    }

    private ArrayNode array(String name, JsonNode schema, int depth) {
      ArrayNode array = JSON.arrayNode();
      return depth == 0 ? array : array.add(of(name, schema.path("items"), depth - 1));
    }

    private ObjectNode object(JsonNode schema, int depth) {
      ObjectNode object = JSON.objectNode();
      if (depth > 0) {
        schema
            .path("properties")
            .properties()
            .forEach(
                field ->
                    object.set(field.getKey(), of(field.getKey(), field.getValue(), depth - 1)));
      }
      return object;
    }

    private static String typeOf(JsonNode schema) {
      JsonNode type = schema.path("type");
      return type.isArray() ? type.get(0).asString() : type.asString("object");
    }
  }
}

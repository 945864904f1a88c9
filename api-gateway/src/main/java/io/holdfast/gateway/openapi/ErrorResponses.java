package io.holdfast.gateway.openapi;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.gateway.error.HttpStatuses;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns the codes that an operation's description names after "Errors:" into its error responses,
 * so that prose and schema cannot differ. A code that does not exist stops the description.
 */
final class ErrorResponses {
  private static final Pattern CODE = Pattern.compile("\\b[A-Z]+(?:_[A-Z]+)*_[A-Z]+\\b|FORBIDDEN");
  private static final String ERRORS = "Errors:";

  private ErrorResponses() {}

  static Operation addTo(Operation operation) {
    String description = operation.getDescription();
    int start = description == null ? -1 : description.indexOf(ERRORS);
    if (description == null || start < 0) {
      return operation;
    }
    ApiResponses responses = operation.getResponses();
    codesByStatus(description.substring(start))
        .forEach((status, codes) -> responses.addApiResponse(status, problem(codes)));
    return operation;
  }

  private static Map<String, String> codesByStatus(String errors) {
    return CODE.matcher(errors)
        .results()
        .map(found -> ErrorCode.valueOf(found.group()))
        .collect(
            Collectors.groupingBy(
                code -> Integer.toString(HttpStatuses.of(code.kind()).value()),
                TreeMap::new,
                Collectors.mapping(ErrorCode::name, Collectors.joining(", "))));
  }

  private static ApiResponse problem(String codes) {
    Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + OpenApiConfiguration.PROBLEM);
    return new ApiResponse()
        .description(codes)
        .content(
            new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
  }
}

package io.holdfast.gateway.openapi;

import io.holdfast.gateway.bus.Ask;
import io.holdfast.gateway.bus.AskResolver;
import io.holdfast.gateway.error.Problem;
import io.holdfast.gateway.idempotency.IdempotencyKey;
import io.holdfast.gateway.identity.Visitor;
import io.holdfast.gateway.security.AccessRules;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** The description of the REST door at {@code /v3/api-docs}, and its page at /swagger-ui.html. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
  static final String PROBLEM = "Problem";

  private static final String BEARER = "bearer";
  private static final String ABOUT =
      """
      An event-sourced custody ledger. Amounts are strings of whole minor units, times are epoch \
      milliseconds. Every POST carries an `Idempotency-Key`; the same key and body get the same \
      answer, marked `Idempotent-Replay: true`. `X-Log-Index` tells which event an answer reflects; \
      send it back as `X-Wait-For-Index` to read your own writes. Errors are problem details \
      (RFC 9457) with a stable `code`.""";

  OpenApiConfiguration() {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Ask.class, Visitor.class);
  }

  @Bean
  OpenAPI holdfastApi() {
    Components components =
        new Components()
            .addSecuritySchemes(
                BEARER,
                new SecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme(BEARER)
                    .bearerFormat("JWT")
                    .description("From POST /api/auth/login."));
    ModelConverters.getInstance(true).read(Problem.class).forEach(components::addSchemas);
    return new OpenAPI()
        .info(new Info().title("Holdfast").version("1").description(ABOUT))
        .servers(List.of(new Server().url("/")))
        .components(components)
        .addSecurityItem(new SecurityRequirement().addList(BEARER));
  }

  @Bean
  OperationCustomizer doorHeaders() {
    return (operation, method) -> {
      if (takesAsk(method)) {
        addHeaders(operation, method);
      }
      return ErrorResponses.addTo(operation);
    };
  }

  private static void addHeaders(Operation operation, HandlerMethod method) {
    if (needsKey(method)) {
      operation.addParametersItem(
          new HeaderParameter()
              .name(IdempotencyKey.HEADER)
              .required(true)
              .description("The client's name for this one wish; a retry sends the same.")
              .schema(new StringSchema().maxLength(128).example("6f1c2b9e-1")));
    }
    operation.addParametersItem(
        new HeaderParameter()
            .name(AskResolver.WAIT_FOR_INDEX)
            .description("Answer from a read model that reflects at least this log index.")
            .schema(new IntegerSchema().format("int64")));
  }

  private static boolean needsKey(HandlerMethod method) {
    String pattern = path(method.getBeanType()) + path(method.getMethod());
    return method.hasMethodAnnotation(PostMapping.class)
        && AccessRules.ALL.stream()
            .anyMatch(rule -> rule.needsKey() && rule.pattern().equals(pattern));
  }

  private static String path(AnnotatedElement mapped) {
    RequestMapping mapping =
        AnnotatedElementUtils.findMergedAnnotation(mapped, RequestMapping.class);
    return mapping == null || mapping.path().length == 0 ? "" : mapping.path()[0];
  }

  private static boolean takesAsk(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .anyMatch(parameter -> parameter.getParameterType() == Ask.class);
  }
}

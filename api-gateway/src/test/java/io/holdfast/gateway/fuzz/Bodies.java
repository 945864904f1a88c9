package io.holdfast.gateway.fuzz;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What endpoints take as bodies, found in the controllers themselves. */
final class Bodies {
  static final List<Class<?>> ALL =
      controllers()
          .flatMap(controller -> Arrays.stream(controller.getDeclaredMethods()))
          .flatMap(method -> Arrays.stream(method.getParameters()))
          .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
          .<Class<?>>map(parameter -> parameter.getType())
          .distinct()
          .sorted(Comparator.comparing(Class::getName))
          .toList();

  private Bodies() {}

  private static Stream<Class<?>> controllers() {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    return scanner.findCandidateComponents("io.holdfast.gateway").stream()
        .map(BeanDefinition::getBeanClassName)
        .map(name -> ClassUtils.resolveClassName(name, null));
  }
}

package io.holdfast.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one runnable. It wires the modules; what they do is theirs. */
@SpringBootApplication(proxyBeanMethods = false)
public class HoldfastApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(HoldfastApplication.class, arguments);
  }
}

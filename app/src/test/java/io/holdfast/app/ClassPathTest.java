package io.holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.junit.jupiter.api.Test;

/** What stands on the class path together must be able to. */
class ClassPathTest {
  /** Of two copies, the class path's order decides which one counts. */
  @Test
  void hasEachClassOfProtobufOnce() throws IOException {
    List<URL> copies =
        Collections.list(
            getClass().getClassLoader().getResources("com/google/protobuf/ByteString.class"));
    assertThat(copies).hasSize(1);
  }

  @Test
  void letsAxonBeConfiguredWithItsServersConnector() {
    Configuration configuration = DefaultConfigurer.defaultConfiguration().buildConfiguration();
    assertThat(configuration.getComponent(AxonServerConnectionManager.class)).isNotNull();
    assertThat(configuration.commandBus()).isNotNull();
    assertThat(configuration.queryBus()).isNotNull();
  }
}

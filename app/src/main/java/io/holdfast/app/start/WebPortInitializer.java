package io.holdfast.app.start;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Looks at the web port before anything is made: a number that is no port is told in a sentence.
 */
final class WebPortInitializer implements ApplicationContextInitializer<GenericApplicationContext> {
  private static final int HIGHEST = 65_535;

  @Override
  public void initialize(GenericApplicationContext context) {
    String port = context.getEnvironment().getProperty("server.port", "0");
    if (!isPort(port.strip())) {
      throw new CannotStart(
          "server.port is " + port + ", which is no port.",
          "Choose one from 1 to " + HIGHEST + ", or 0 for any that is free.");
    }
  }

  private static boolean isPort(String text) {
    return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST;
  }
}

package io.holdfast.app.start;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Opens the data folder before any bean is made, so that every module finds its key files in place
 * by plain properties, and a second Holdfast is turned away before it touches anything.
 */
final class DataFolderInitializer
    implements ApplicationContextInitializer<GenericApplicationContext> {
  @Override
  public void initialize(GenericApplicationContext context) {
    String path = context.getEnvironment().getRequiredProperty("holdfast.data-dir");
    RestoreMark.refuse(Path.of(path));
    DataFolder folder = DataFolder.open(Path.of(path));
    context.registerBean(DataFolder.class, () -> folder);
    Secrets secrets = Secrets.in(folder, new SecureRandom());
    context.registerBean(Secrets.class, () -> secrets);
  }
}

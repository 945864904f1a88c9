package io.holdfast.gateway.content;

import io.holdfast.gateway.bus.Queries;
import io.holdfast.gateway.personal.Forgetting;
import io.holdfast.gateway.personal.PersonalData;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.apache.tika.mime.MimeTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

/** Wires where content is kept, and by whom it is looked at before. */
@Configuration(proxyBeanMethods = false)
class ContentConfiguration {
  @Bean
  Contents contents(DataSource source, Clock clock) {
    return new Contents(source, clock);
  }

  @Bean
  Uploads uploads(DataSource source, Clock clock, ContentSettings settings) {
    return new Uploads(source, clock, settings.maxBytesPerDay().toBytes());
  }

  @Bean
  Stores contentStores(DataSource source, Contents contents, ContentSettings settings) {
    ContentStore database = new DatabaseStore(source, contents);
    ContentSettings.Kubo kubo = settings.kubo();
    URI api = kubo.url();
    if (api == null || api.toString().isEmpty()) {
      return new Stores(List.of(database));
    }
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(kubo.timeout())
            .build();
    return new Stores(
        List.of(new KuboStore(http, kubo, api, settings.chunking(), contents), database));
  }

  @Bean
  Intake intake(
      ContentSettings settings,
      Contents contents,
      Stores stores,
      Uploads uploads,
      PersonalData personal,
      Clock clock) {
    return new Intake(
        settings,
        new Slots(settings.uploadsAtOnce()),
        new Spool(settings.folder(), settings.chunking()),
        new ContentTypes(MimeTypes.getDefaultMimeTypes()),
        scan(settings.scan()),
        contents,
        stores.forNew(),
        uploads,
        personal,
        clock);
  }

  @Bean
  Cleaner contentCleaner(Contents contents, Stores stores) {
    return new Cleaner(contents, stores);
  }

  @Bean
  Sight sight(Uploads uploads, Queries queries, Scheduler doorScheduler) {
    return new Sight(uploads, queries, doorScheduler);
  }

  @Bean
  OrderContent orderContent(Uploads uploads, Scheduler doorScheduler) {
    return new UploadedForOrders(uploads, doorScheduler);
  }

  @Bean
  ProductContent productContent(Uploads uploads, Scheduler doorScheduler) {
    return new UploadedForProducts(uploads, doorScheduler);
  }

  @Bean
  Forgetting forgetsUploads(Uploads uploads) {
    return uploads::forgetOwn;
  }

  private static ContentScan scan(ContentSettings.Scan settings) {
    InetSocketAddress clamd = settings.address();
    return clamd == null ? ContentScan.NONE : new ClamdScan(clamd, settings.timeout());
  }
}

package io.holdfast.app.backup;

import io.holdfast.app.start.CannotStart;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file that a backup made, and the passphrase that opens it. May be read several times. */
final class BackupFile {
  private final Path file;
  private final Seal seal;

  private BackupFile(Path file, Seal seal) {
    this.file = file;
    this.seal = seal;
  }

  /**
   * @param manifest what it is of
   * @param parts what is in it, by name
   */
  record Content(Manifest manifest, Map<String, Tally.Sum> parts) {}

  /** What is done with the content, when it is known what it is of. */
  interface Use {
    PartReader.Visitor of(Manifest manifest) throws IOException;
  }

  /**
   * @throws CannotStart when it is no backup, or has another passphrase
   */
  static BackupFile open(Path file, byte[] passphrase) {
    try (InputStream stream = Files.newInputStream(file)) {
      return new BackupFile(file, Seal.of(stream.readNBytes(Seal.MOST_BEGINNING), passphrase));
    } catch (IOException e) {
      throw new CannotStart(
          "%s cannot be read: %s".formatted(file, e), "Name a backup that you may read.", e);
    }
  }

  /**
   * Reads all of it and keeps nothing.
   *
   * @throws CannotStart when it is not whole
   */
  Content check(Progress progress) {
    Map<String, Tally.Sum> parts = new LinkedHashMap<>();
    Manifest manifest = read(_ -> new Collector(parts, progress));
    return new Content(manifest, parts);
  }

  /**
   * @throws CannotStart when it is not whole; what came before was given to the visitor by then
   */
  Manifest read(Use use) {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      stream.skipNBytes(seal.beginning().length);
      PartReader reader = new PartReader(new SealedInput(stream, seal));
      reader.read(use.of(reader.manifest()));
      return reader.manifest();
    } catch (DamagedBackup e) {
      throw new CannotStart(
          "The backup is damaged. %s.".formatted(e.getMessage()),
          "Take another copy of it, or an earlier backup.",
          e);
    } catch (IOException e) {
      throw new CannotStart(
          "%s cannot be restored: %s".formatted(file, e), "Mend what it says and try again.", e);
    }
  }

  private static final class Collector implements PartReader.Visitor {
    private final Map<String, Tally.Sum> parts;
    private final Progress progress;
    private String name = "";

    Collector(Map<String, Tally.Sum> parts, Progress progress) {
      this.parts = parts;
      this.progress = progress;
    }

    @Override
    public void begin(String part) {
      name = part;
      progress.part(part);
    }

    @Override
    public void row(byte[] row) {
      progress.row(row.length);
    }

    @Override
    public void end(Tally.Sum sum) {
      parts.put(name, sum);
    }
  }
}

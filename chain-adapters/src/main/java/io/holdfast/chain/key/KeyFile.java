package io.holdfast.chain.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The seed of a rail's account in a file, sealed under the passphrase in another file. Both are
 * made at first start, readable by their owner only; keep copies of both, apart from each other.
 *
 * <p>Nothing is ever overwritten: where one of the two is missing, or the ledger already knows a
 * key, no new one is made in silence, for it could not spend the old one's coins.
 */
public final class KeyFile {
  private static final int SEED_BYTES = 32;
  private static final int PASSPHRASE_BYTES = 32;
  private static final int MOST_BYTES = 16_384;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Path passphraseFile;
  private final SecureRandom random;

  public KeyFile(Path file, Path passphraseFile, SecureRandom random) {
    this.file = file;
    this.passphraseFile = passphraseFile;
    this.random = random;
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * @throws KeyFileException when there is a key file already, or nothing can be written
   */
  public void create() {
    try {
      if (!Files.exists(passphraseFile)) {
        write(passphraseFile, HexFormat.of().formatHex(bytes(PASSPHRASE_BYTES)) + "\n");
      }
      byte[] seed = bytes(SEED_BYTES);
      write(file, JSON.writeValueAsString(SealedSeed.seal(seed, passphrase(), random)));
      Arrays.fill(seed, (byte) 0);
    } catch (IOException e) {
      throw new KeyFileException("Cannot write the key file " + file + ".", e);
    }
  }

  /**
   * Lends the seed for a moment; it is wiped afterwards.
   *
   * @throws KeyFileException when it cannot be read or the passphrase does not open it
   */
  public <T> T open(Function<byte[], T> use) {
    byte[] seed = read().open(passphrase());
    try {
      return use.apply(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  private SealedSeed read() {
    try {
      return JSON.readValue(limited(file), SealedSeed.class);
    } catch (IOException | JacksonException e) {
      throw new KeyFileException("Cannot read the key file " + file + ".", e);
    }
  }

  private byte[] passphrase() {
    try {
      byte[] passphrase = limited(passphraseFile).strip().getBytes(StandardCharsets.UTF_8);
      if (passphrase.length == 0) {
        throw new KeyFileException("The passphrase file " + passphraseFile + " is empty.");
      }
      return passphrase;
    } catch (IOException e) {
      throw new KeyFileException(
          "Cannot read the passphrase file "
              + passphraseFile
              + ". Without it the key file "
              + file
              + " stays shut: bring it back from your copy.",
          e);
    }
  }

  private static String limited(Path path) throws IOException {
    if (Files.size(path) > MOST_BYTES) {
      throw new IOException(path + " is too large");
    }
    return Files.readString(path);
  }

  /** Complete and durable, or absent: written aside, forced to disk, then given its name. */
  private static void write(Path path, String content) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path aside = Files.createTempFile(folder, path.getFileName().toString(), ".new", ownerOnly());
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(aside, path);
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(
              Set.copyOf(PosixFilePermissions.fromString("rw-------")))
        }
        : new FileAttribute<?>[0];
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}

package groovyinfra.compile;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compiled programs on disk. Only the user may enter the folder, since what is in it is executed; each file ends with a checksum
 * of its key and itself, and one that does not fit is as good as none.
 */
final class Cache {
    private static final int CHECKSUM = 32;
    private static final int KEPT = 200;
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path folder;

    Cache(Path folder) {
        this.folder = folder;
    }

    /** The program of this key, where a whole one is there. */
    Optional<Image> get(String key) {
        try {
            if (!isPrivate()) {
                return Optional.empty();
            }
            Path file = folder.resolve(key);
            byte[] all = Files.readAllBytes(file);
            byte[] content = Arrays.copyOf(all, Math.max(0, all.length - CHECKSUM));
            byte[] checksum = Arrays.copyOfRange(all, content.length, all.length);
            if (!MessageDigest.isEqual(checksum, Digest.of(key, content))) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(Image.of(content));
        } catch (IOException | IllegalArgumentException missing) {
            return Optional.empty();
        }
    }

    /** Keeps a program, and says whether it could. */
    boolean put(String key, Image image) {
        try {
            prepare();
            if (!isPrivate()) {
                return false;
            }
            Path temporary = Files.createTempFile(folder, ".new-", "");
            byte[] content = image.bytes();
            byte[] all = Arrays.copyOf(content, content.length + CHECKSUM);
            System.arraycopy(Digest.of(key, content), 0, all, content.length, CHECKSUM);
            Files.write(temporary, all);
            Files.move(temporary, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
            forget();
            return true;
        } catch (IOException costsTimeOnly) {
            return false;
        }
    }

    private void prepare() throws IOException {
        if (folder.toAbsolutePath().getParent() != null) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
        }
        try {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        } catch (FileAlreadyExistsException there) {
            if (mine()) {
                Files.setPosixFilePermissions(folder, PRIVATE);
            }
        }
    }

    private boolean isPrivate() throws IOException {
        return Files.isDirectory(folder)
                && mine()
                && Files.getPosixFilePermissions(folder).equals(PRIVATE);
    }

    private boolean mine() throws IOException {
        return Files.getOwner(folder).getName().equals(System.getProperty("user.name"));
    }

    /** Where there are too many, the older half goes: looking at all of them costs more than one is worth. */
    private void forget() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all = files.toList();
        }
        if (all.size() > KEPT) {
            Map<Path, FileTime> ages = new HashMap<>();
            all.forEach(file -> ages.put(file, age(file)));
            List<Path> oldestFirst =
                    all.stream().sorted(Comparator.comparing(ages::get)).toList();
            for (Path old : oldestFirst.subList(0, all.size() - KEPT / 2)) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static FileTime age(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}

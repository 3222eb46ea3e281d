package io.github.kashew.disk;

import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.CacheClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which file a shard lives in.
 *
 * <p>A name is never used again: processes that still have a file open that was set aside would remove the log of its
 * successor. So a name ends with a number that rises, and the greatest is the one in use. Thread-safe.
 */
final class ShardFiles {

    private static final Pattern NAME = Pattern.compile("shard-(\\d+)-of-(\\d+)-([0-9a-f]{16})\\.db");
    private static final String SET_ASIDE = ".damaged";
    private static final int KEPT = 2;

    /** The database first: its log alone says nothing. */
    private static final List<String> PARTS = List.of("", "-wal", "-shm", "-journal");

    private static final System.Logger LOGGER = System.getLogger(ShardFiles.class.getName());

    private final OpenDirectory directory;
    private final String prefix;
    private final int count;
    private final CacheClock clock;
    private volatile @Nullable Opened opened;

    /** A file, and what tells it from another of the same name. */
    record Opened(Path file, @Nullable Object identity) {}

    /** What was done went to a file that is not in use any more. */
    static final class GoneException extends SQLException {
        private static final long serialVersionUID = 1L;

        GoneException(String shard) {
            super(shard + " was moved or deleted while it was open");
        }
    }

    ShardFiles(OpenDirectory directory, int index, int count, CacheClock clock) {
        this.directory = directory;
        this.count = count;
        this.prefix = "shard-" + index + "-of-" + count + "-";
        this.clock = clock;
    }

    /** Returns the name of the shard, for messages. */
    String name() {
        return "disk " + prefix.substring(0, prefix.length() - 1).replace('-', ' ');
    }

    /** Returns the file in use, which is made if there is none. */
    Path current() {
        Opened known = opened;
        return known != null ? known.file() : directory.alone(this::claim).file();
    }

    /** Takes a file into use, one that exists or a new one; for who is alone with the directory. */
    Opened claim() throws IOException {
        Opened known = opened;
        return known != null ? known : use(newest(), null);
    }

    /** Looks whether the file is still the one in use; if not, another is from now on. Answers whether it still is. */
    boolean check() {
        Opened known = opened;
        return known == null || isInUse(known) || known.equals(lookAlone(known, file -> false));
    }

    /** A second look at a file that seemed to be damaged. */
    @FunctionalInterface
    interface SecondLook {
        boolean isDamaged(Path file);
    }

    /** Moves a file out of the way if it is damaged and no other process has; the next one begins empty. */
    void setAside(Path damaged, SecondLook look) {
        Opened known = opened;
        if (known != null && known.file().equals(damaged)) {
            lookAlone(known, look);
        }
    }

    private boolean isInUse(Opened known) {
        try {
            return known.file().equals(newest()) && Objects.equals(identity(known.file()), known.identity());
        } catch (IOException changing) {
            return false;
        }
    }

    /** Decides anew, alone with the directory, since what was seen before may have been half of what others were doing. */
    private Opened lookAlone(Opened known, SecondLook look) {
        return directory.alone(() -> {
            Opened now = opened;
            if (now == null || !now.equals(known)) {
                return known; // another thread has
            }
            Path newest = newest();
            if (newest == null || !newest.equals(known.file())) {
                warn("is gone or has a successor");
                return use(newest, known.file());
            }
            boolean isSame = Objects.equals(identity(newest), known.identity());
            if (isSame && !look.isDamaged(newest)) {
                return known;
            }
            warn(isSame ? "is damaged" : "was replaced by another file");
            moveAway(newest);
            return use(null, known.file());
        });
    }

    private void warn(String reason) {
        LOGGER.log(System.Logger.Level.WARNING, "{0} {1}; it goes on without what it held", name(), reason);
    }

    private Opened use(@Nullable Path found, @Nullable Path before) throws IOException {
        requireCount();
        Path file = found;
        if (file == null) {
            removeRests();
            long number = Math.max(number(before) + 1, TimeUnit.NANOSECONDS.toMillis(clock.nanos()));
            file = directory.path().resolve(prefix + String.format(Locale.ROOT, "%016x", number) + ".db");
            DirectoryGuard.createFile(file);
        }
        Opened used = new Opened(file, identity(file));
        opened = used;
        return used;
    }

    /**
     * Refuses a directory that was made with another number of shards.
     *
     * @throws NotConfiguredException telling both numbers
     */
    private void requireCount() throws IOException {
        try (Stream<Path> files = Files.list(directory.path())) {
            files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .filter(name -> Integer.parseInt(name.group(2)) != count)
                    .findAny()
                    .ifPresent(name -> {
                        throw new NotConfiguredException("parameter 'shards' of directory "
                                + Printable.text(directory.path().toString()) + " must be " + name.group(2)
                                + " as when it was made, was " + count + ": keep it, or use another directory");
                    });
        }
    }

    /** Removes what a process left that was killed while it moved a file away: names do not come back. */
    private void removeRests() throws IOException {
        for (String part : PARTS.subList(1, PARTS.size())) {
            for (Path rest : files(".db" + part)) {
                String name = rest.toString().substring(0, rest.toString().length() - part.length());
                if (!Files.exists(Path.of(name), LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(rest);
                }
            }
        }
    }

    private static long number(@Nullable Path file) {
        Matcher name = NAME.matcher(file == null ? "" : file.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(3), 16) : 0;
    }

    private @Nullable Path newest() throws IOException {
        List<Path> all = files(".db");
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** Returns the files of this shard, oldest first. */
    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory.path())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private void moveAway(Path file) throws IOException {
        for (String part : PARTS) {
            Path moved = Path.of(file + part);
            try {
                Files.move(moved, Path.of(moved + SET_ASIDE));
            } catch (NoSuchFileException none) {
                // not every file has every part
            }
        }
        List<Path> kept = files(".db" + SET_ASIDE);
        for (Path old : kept.subList(0, Math.max(0, kept.size() - KEPT))) {
            String name = old.toString().substring(0, old.toString().length() - SET_ASIDE.length());
            for (String part : PARTS) {
                Files.deleteIfExists(Path.of(name + part + SET_ASIDE));
            }
        }
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}

package io.github.kashew.disk;

import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.error.Printable;
import io.github.kashew.spi.CacheClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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
    private static final System.Logger LOGGER = System.getLogger(ShardFiles.class.getName());

    private final OpenDirectory directory;
    private final String prefix;
    private final CacheClock clock;
    private volatile @Nullable Opened opened;

    /** A file, and what tells it from another of the same name. */
    private record Opened(Path file, @Nullable Object identity) {}

    ShardFiles(OpenDirectory directory, int index, int count, CacheClock clock) {
        this.directory = directory;
        this.prefix = "shard-" + index + "-of-" + count + "-";
        this.clock = clock;
    }

    /**
     * Refuses a directory that was made with another number of shards.
     *
     * @throws NotConfiguredException telling both numbers
     */
    static void requireCount(OpenDirectory directory, int count) throws IOException {
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

    /** Returns the name of the shard, for messages. */
    String name() {
        return "disk " + prefix.substring(0, prefix.length() - 1).replace('-', ' ');
    }

    /** Returns the file in use, which is made if there is none. */
    Path current() {
        Opened known = opened;
        return known != null
                ? known.file()
                : directory.alone(() -> use(newest(), null)).file();
    }

    /** Looks whether the file is still the one in use; if not, another is from now on. */
    void check() throws IOException {
        Opened known = opened;
        if (known == null) {
            return;
        }
        Path newest = newest();
        if (newest == null || !newest.equals(known.file())) {
            replaced(known, "is gone or has a successor");
        } else if (!Objects.equals(identity(newest), known.identity())) {
            replaced(known, "was replaced by another file");
        }
    }

    /** Moves a damaged file out of the way, unless another process has; the next one begins empty. */
    void setAside(Path damaged) {
        Opened known = opened;
        if (known != null && known.file().equals(damaged)) {
            replaced(known, "is damaged");
        }
    }

    private void replaced(Opened known, String reason) {
        directory.alone(() -> {
            if (!known.equals(opened)) {
                return known;
            }
            LOGGER.log(System.Logger.Level.WARNING, "{0} {1}; it goes on without what it held", name(), reason);
            Path newest = newest();
            boolean hasSuccessor = newest != null && !newest.equals(known.file());
            if (newest != null && !hasSuccessor) {
                moveAway(newest);
            }
            return use(hasSuccessor ? newest : null, known.file());
        });
    }

    private Opened use(@Nullable Path found, @Nullable Path before) throws IOException {
        Path file = found;
        if (file == null) {
            long number = Math.max(number(before) + 1, TimeUnit.NANOSECONDS.toMillis(clock.nanos()));
            file = directory.path().resolve(prefix + String.format(Locale.ROOT, "%016x", number) + ".db");
            DirectoryGuard.createFile(file);
        }
        Opened used = new Opened(file, identity(file));
        opened = used;
        return used;
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
        for (String part : List.of("", "-wal", "-shm")) {
            Path moved = Path.of(file + part);
            if (Files.exists(moved, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(moved, Path.of(file + part + SET_ASIDE));
            }
        }
        List<Path> kept = files(".db" + SET_ASIDE);
        for (Path old : kept.subList(0, Math.max(0, kept.size() - KEPT))) {
            String name = old.toString().substring(0, old.toString().length() - SET_ASIDE.length());
            for (String part : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(name + part + SET_ASIDE));
            }
        }
    }

    private static @Nullable Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}

package io.github.kashew.disk;

import io.github.kashew.error.BackendException;
import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.error.Printable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A directory that this class loader has open, and the lock under which its files are made and set aside.
 *
 * <p>The locks that SQLite takes belong to the process. Two copies of SQLite in one process do not see each other's, so a
 * directory that another class loader has open is refused: system properties are what all class loaders share.
 */
final class OpenDirectory implements AutoCloseable {

    private static final String PROPERTY = "io.github.kashew.disk.open.";
    private static final String LOADER = UUID.randomUUID().toString();
    private static final ConcurrentHashMap<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();
    private static final long PAUSE_MILLIS = 2;

    private final Path directory;
    private final long timeoutMillis;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OpenDirectory(Path directory, long timeoutMillis) {
        this.directory = directory;
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * Opens a directory.
     *
     * @param directory its real path
     * @throws NotConfiguredException if another class loader has it open
     */
    static OpenDirectory open(Path directory, long timeoutMillis) {
        System.getProperties().compute(PROPERTY + directory, (name, holder) -> {
            Holder held = holder == null ? new Holder(LOADER, 0) : Holder.of(holder.toString());
            if (!held.loader().equals(LOADER)) {
                throw new NotConfiguredException("directory " + Printable.text(directory.toString())
                        + " is already open by another class loader of this process, whose copy of SQLite would not see"
                        + " the locks of this one: load kashew-disk and sqlite-jdbc by a common parent, or use another"
                        + " directory");
            }
            return held.plus(1).toString();
        });
        return new OpenDirectory(directory, timeoutMillis);
    }

    /** Who has a directory open, and how often. */
    private record Holder(String loader, int count) {
        static Holder of(String text) {
            int colon = text.indexOf(':');
            return new Holder(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        }

        Holder plus(int more) {
            return new Holder(loader, count + more);
        }

        @Override
        public String toString() {
            return loader + ":" + count;
        }
    }

    Path path() {
        return directory;
    }

    /** Something that is done to files. */
    @FunctionalInterface
    interface FileAction<R> {
        R run() throws IOException;
    }

    /**
     * Does something while no other process and no other thread does.
     *
     * @throws BackendException if the files cannot be accessed, or the lock is not free in time
     */
    <R> R alone(FileAction<R> action) {
        ReentrantLock lock = LOCKS.computeIfAbsent(directory, path -> new ReentrantLock());
        lock.lock();
        try (FileChannel channel = lockFile();
                FileLock held = acquire(channel)) {
            if (held == null) {
                throw new BackendException("directory " + Printable.text(directory.toString()) + " has been locked for "
                        + timeoutMillis + " ms by another process that makes its files");
            }
            return action.run();
        } catch (IOException failure) {
            throw new BackendException(
                    "directory " + Printable.text(directory.toString()) + " cannot be used: " + failure, failure);
        } finally {
            lock.unlock();
        }
    }

    /** Opens the file of the lock; makes it, and the directory if somebody has deleted that. */
    private FileChannel lockFile() throws IOException {
        Path file = directory.resolve("lock");
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException gone) {
            DirectoryGuard.prepare(directory);
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
    }

    private @Nullable FileLock acquire(FileChannel channel) throws IOException {
        long tries = Math.max(1, timeoutMillis / PAUSE_MILLIS);
        FileLock lock = channel.tryLock();
        while (lock == null && tries > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            lock = channel.tryLock();
            tries--;
        }
        return lock;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            System.getProperties().computeIfPresent(PROPERTY + directory, (name, holder) -> {
                Holder left = Holder.of(holder.toString()).plus(-1);
                return left.count() == 0 ? null : left.toString();
            });
        }
    }
}

package io.github.kashew.disk;

import io.github.kashew.error.NotConfiguredException;
import io.github.kashew.error.Printable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Locale;
import java.util.Set;

/** Makes directories that only their owner can enter, and refuses those that others could change. */
final class DirectoryGuard {

    private static final Set<String> REMOTE = Set.of("nfs", "nfs4", "cifs", "smb", "smbfs", "smb2", "smb3", "afs");
    private static final String OWNER_ONLY = "rwx------";

    private DirectoryGuard() {}

    /**
     * Makes a directory if it does not exist, and returns its real path.
     *
     * @throws NotConfiguredException if it is no directory, is a symbolic link, belongs to another user, can be written by
     *     others, cannot be written, or is on a network
     */
    static Path prepare(Path directory) {
        Path named = directory.toAbsolutePath().normalize();
        try {
            if (!Files.exists(named, LinkOption.NOFOLLOW_LINKS)) {
                create(named);
            }
            if (Files.isSymbolicLink(named)) {
                throw refused(named, "is a symbolic link: name the directory that it leads to");
            }
            if (!Files.isDirectory(named)) {
                throw refused(named, "is no directory");
            }
            Path real = named.toRealPath();
            String store = Files.getFileStore(real).type().toLowerCase(Locale.ROOT);
            if (REMOTE.contains(store)) {
                throw refused(
                        named,
                        "is on a network (" + store + "), where SQLite's locks cannot be relied on:"
                                + " use a local one");
            }
            if (isPosix(real)) {
                requireOurs(named, real);
            }
            return real;
        } catch (IOException failure) {
            throw new NotConfiguredException(
                    "directory " + Printable.text(named.toString()) + " cannot be used: " + failure);
        }
    }

    private static void create(Path directory) throws IOException {
        try {
            Files.createDirectories(directory, ownerOnly(directory, OWNER_ONLY));
        } catch (FileAlreadyExistsException raced) {
            // another process made it
        }
    }

    private static void requireOurs(Path named, Path real) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(real);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw refused(
                    named,
                    "can be written by others (" + PosixFilePermissions.toString(permissions)
                            + "), who could change what is read: chmod 700");
        }
        if (!Files.isWritable(real)) {
            throw refused(named, "cannot be written (" + PosixFilePermissions.toString(permissions) + ")");
        }
        UserPrincipal owner = Files.getOwner(real);
        Path probe = Files.createTempFile(real, "owner", null);
        UserPrincipal us = Files.getOwner(probe);
        Files.delete(probe);
        if (!owner.equals(us)) {
            throw refused(named, "belongs to " + owner.getName() + ", not to " + us.getName());
        }
    }

    /** Makes an empty file that only its owner can read. */
    static void createFile(Path file) throws IOException {
        Files.createFile(file, ownerOnly(file.toAbsolutePath(), "rw-------"));
    }

    private static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static NotConfiguredException refused(Path directory, String reason) {
        return new NotConfiguredException("directory " + Printable.text(directory.toString()) + " " + reason);
    }
}

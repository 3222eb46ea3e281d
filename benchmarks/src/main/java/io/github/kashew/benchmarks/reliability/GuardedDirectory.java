package io.github.kashew.benchmarks.reliability;

import io.github.kashew.error.NotConfiguredException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * G-D9: under umask 000 a directory is made for its owner only, and so is every file in it; a directory that is a link, a
 * file, somebody else's, or can be written by others is refused. Only the superuser can try a directory of somebody else.
 */
final class GuardedDirectory implements Trial {

    private static final String NOBODY = "nobody";

    @Override
    public Verdict run(int scale, long seed) throws Exception {
        try (DiskFiles files = DiskFiles.create()) {
            try (ChildProcess opener =
                    new ChildProcess(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh"), DiskOpener.class, 0)) {
                opener.answer();
                opener.tell(files.cache().toString());
                opener.answer();
            }
            int open = permissions(files.cache()).equals("rwx------") ? 0 : 1;
            for (Path file : files.ending("")) {
                open += file.endsWith("lock") || permissions(file).equals("rw-------") ? 0 : 1;
            }
            int tried = 5;
            int refused = refused(Files.createSymbolicLink(files.folder().resolve("link"), files.cache()))
                    + refused(Files.createFile(files.folder().resolve("file")))
                    + refused(directory(files, "group", "rwxrwx---"))
                    + refused(directory(files, "others", "rwx----w-"))
                    + refused(directory(files, "world", "rwxrwxrwx"));
            Path foreign = directory(files, "foreign", "rwx------");
            if (canGiveAway(foreign)) {
                tried++;
                refused += refused(foreign);
            }
            return Verdict.of(
                    open == 0 && refused == tried,
                    "files",
                    files.ending("").size(),
                    "openToOthers",
                    open,
                    "tried",
                    tried,
                    "refused",
                    refused);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Path directory(DiskFiles files, String name, String permissions) throws IOException {
        Path directory = Files.createDirectory(files.folder().resolve(name));
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }

    private static boolean canGiveAway(Path directory) throws IOException {
        try {
            Files.setOwner(
                    directory,
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
            return true;
        } catch (FileSystemException forbidden) {
            return false;
        }
    }

    private static int refused(Path directory) {
        try {
            RawDisk.open(directory, DiskOpener.OPTIONS).close();
            return 0;
        } catch (NotConfiguredException refusal) {
            return 1;
        }
    }
}

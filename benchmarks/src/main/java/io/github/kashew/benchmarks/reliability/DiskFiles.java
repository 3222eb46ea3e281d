package io.github.kashew.benchmarks.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory and the files of a disk cache in it, seen from outside. */
record DiskFiles(Path folder) implements AutoCloseable {

    static DiskFiles create() throws IOException {
        return new DiskFiles(Files.createTempDirectory("kashew-disk"));
    }

    Path cache() {
        return folder.resolve("cache");
    }

    /** Returns the databases. */
    List<Path> databases() throws IOException {
        return ending(".db");
    }

    /** Returns the files of the cache whose names end so, in order. */
    List<Path> ending(String ending) throws IOException {
        if (!Files.isDirectory(cache())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the size of all files that are not set aside. */
    long bytes() throws IOException {
        long bytes = 0;
        for (Path file : ending("")) {
            bytes += file.toString().contains(".damaged") ? 0 : size(file);
        }
        return bytes;
    }

    /** Returns the size of a file; 0 if it is gone. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Opens a database beside the cache. */
    static Connection connect(Path database) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database);
    }

    /** Returns how many databases SQLite finds something wrong in. */
    int unsound() throws IOException, SQLException {
        int unsound = 0;
        for (Path database : databases()) {
            try (Connection connection = connect(database);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
                unsound += row.getString(1).equals("ok") ? 0 : 1;
            }
        }
        return unsound;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
